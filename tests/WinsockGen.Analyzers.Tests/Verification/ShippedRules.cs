using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.CodeFixes.Stream;
using WinsockGen.Generator.Requests;

namespace WinsockGen.Analyzers.Tests.Verification;

/// <summary>Everything that the package brings, found as the compiler finds it.</summary>
internal static class ShippedRules
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = CreateAll<DiagnosticAnalyzer>(typeof(RuleIds));

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = CreateAll<CodeFixProvider>(typeof(WSG1001ReadAll));

    /// <summary>The descriptors of the rules about protocols, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = Rules(Analyzers);

    /// <summary>The descriptors of the generator's rules about its attributes, by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> RequestDescriptors { get; } = Rules(CreateAll<DiagnosticAnalyzer>(typeof(BindingsRequestAnalyzer)));

    private static ImmutableArray<DiagnosticDescriptor> Rules(ImmutableArray<DiagnosticAnalyzer> analyzers)
        =>
        [
            .. analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)
                .Where(rule => rule.Id.StartsWith("WSG", StringComparison.Ordinal))
                .DistinctBy(rule => rule.Id)
                .OrderBy(rule => rule.Id, StringComparer.Ordinal),
        ];

    private static ImmutableArray<T> CreateAll<T>(Type neighbour)
        =>
        [
            .. neighbour.Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
                .Select(type => (T)Activator.CreateInstance(type)!),
        ];
}
