using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.CodeFixes.Stream;

namespace WinsockGen.Analyzers.Tests.Verification;

/// <summary>Everything that the package brings, found as the compiler finds it.</summary>
internal static class ShippedRules
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = CreateAll<DiagnosticAnalyzer>(typeof(RuleIds));

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = CreateAll<CodeFixProvider>(typeof(WSG1001ReadAll));

    /// <summary>The descriptors of the rules about protocols, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        [.. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Where(rule => rule.Id.StartsWith("WSG", StringComparison.Ordinal)).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    private static ImmutableArray<T> CreateAll<T>(Type neighbour)
        =>
        [
            .. neighbour.Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
                .Select(type => (T)Activator.CreateInstance(type)!),
        ];
}
