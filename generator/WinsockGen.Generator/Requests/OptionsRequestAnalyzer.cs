using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Catalog;
using WinsockGen.Generator.Attributes;

namespace WinsockGen.Generator.Requests;

/// <summary>Says what is wrong with a <c>[SocketOptions]</c>, as <see cref="BindingsRequestAnalyzer"/> does for bindings.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsRequestAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        RequestRules.ClassCannotBeExtended,
        RequestRules.OptionsDefinedTwice,
        RequestRules.EmptyRequest);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // Only a class that asks for options makes anybody look for the others.
            var providers = new Lazy<IReadOnlyList<OptionsProvider>>(
                () => OptionsProvider.VisibleIn(start.Compilation), LazyThreadSafetyMode.ExecutionAndPublication);
            start.RegisterSymbolAction(symbol => Analyze(symbol, providers), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Lazy<IReadOnlyList<OptionsProvider>> providers)
    {
        var symbol = (INamedTypeSymbol)context.Symbol;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (SocketOptionsAttribute.Is(attribute.AttributeClass)
                && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax syntax)
            {
                CheckClass(context, symbol, syntax);
                CheckLevels(context, symbol, attribute, syntax);
                CheckOthers(context, symbol, attribute, syntax, providers.Value);
                return;
            }
        }
    }

    private static void CheckClass(SymbolAnalysisContext context, INamedTypeSymbol symbol, AttributeSyntax attribute)
    {
        if (attribute.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } declaration)
        {
            return;
        }

        var problem = symbol.ContainingType is not null
            ? "extension members need a class that stands in no other type"
            : TargetProblem.Of(symbol, declaration, isUnsafe: false);
        if (problem is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RequestRules.ClassCannotBeExtended, declaration.Identifier.GetLocation(), symbol.Name, problem, "socket options"));
        }
    }

    private static void CheckLevels(SymbolAnalysisContext context, INamedTypeSymbol symbol, AttributeData attribute, AttributeSyntax syntax)
    {
        // What the compiler does not understand has no levels either, and an error of its own.
        if (attribute.ConstructorArguments is { Length: 1 } arguments && arguments[0].Kind == TypedConstantKind.Enum && NamesOf(OptionsRequestReader.LevelsOf(attribute)).Length == 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RequestRules.EmptyRequest, syntax.GetLocation(), symbol.Name, "ask for a level of SocketOptionLevels"));
        }
    }

    private static void CheckOthers(
        SymbolAnalysisContext context, INamedTypeSymbol symbol, AttributeData attribute, AttributeSyntax syntax, IReadOnlyList<OptionsProvider> providers)
    {
        var levels = OptionsRequestReader.LevelsOf(attribute);
        foreach (var provider in providers)
        {
            if (SymbolEqualityComparer.Default.Equals(provider.Class, symbol))
            {
                // Those that follow are told themselves.
                return;
            }

            var common = provider.Levels & levels;
            if (common != 0)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    RequestRules.OptionsDefinedTwice, syntax.GetLocation(), provider.Class.ToDisplayString(), NamesOf(common)));
            }
        }
    }

    private static string NamesOf(int levels) => string.Join(", ", WinsockCatalog.Shared.Levels
        .Where(level => (level.Mask & levels) != 0)
        .OrderBy(level => level.Mask)
        .Select(level => level.Flag));
}
