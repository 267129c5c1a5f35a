using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Bindings;

namespace WinsockGen.Generator.Requests;

/// <summary>
/// Says what is wrong with a <c>[WinsockBindings]</c>. The generator stays silent about it, but for one case (see
/// <see cref="UnsafeCodeProblem"/>): a diagnostic of its own either ignores <c>#pragma</c> or breaks caching.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BindingsRequestAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of WSG0001 that holds the nearest names, separated by commas.</summary>
    public const string NearestNames = "NearestNames";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        RequestRules.UnknownName,
        RequestRules.EmptyPattern,
        RequestRules.ClassCannotBeExtended,
        RequestRules.UnsafeCodeNotAllowed,
        RequestRules.LanguageTooOld);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var symbol = (INamedTypeSymbol)context.Symbol;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (WinsockBindingsAttribute.Is(attribute.AttributeClass)
                && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax syntax)
            {
                CheckLanguage(context, syntax);
                CheckUnsafeCode(context, syntax);
                CheckClass(context, symbol, syntax);
                CheckNames(context, attribute, syntax, WinsockBindingsAttribute.Include);
                CheckNames(context, attribute, syntax, WinsockBindingsAttribute.Exclude);
                return;
            }
        }
    }

    private static void CheckLanguage(SymbolAnalysisContext context, AttributeSyntax attribute)
    {
        var compilation = (CSharpCompilation)context.Compilation;
        if (compilation.LanguageVersion < BindingsPipeline.MinimumLanguageVersion)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RequestRules.LanguageTooOld, attribute.GetLocation(), compilation.LanguageVersion.ToDisplayString()));
        }
    }

    private static void CheckUnsafeCode(SymbolAnalysisContext context, AttributeSyntax attribute)
    {
        if (context.Compilation.Options is CSharpCompilationOptions { AllowUnsafe: false }
            && !(attribute.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration && UnsafeCodeProblem.Hides(declaration, context.Compilation)))
        {
            context.ReportDiagnostic(Diagnostic.Create(RequestRules.UnsafeCodeNotAllowed, attribute.GetLocation()));
        }
    }

    private static void CheckClass(SymbolAnalysisContext context, INamedTypeSymbol symbol, AttributeSyntax attribute)
    {
        if (attribute.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration && TargetProblem.Of(symbol, declaration, isUnsafe: true) is { } problem)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RequestRules.ClassCannotBeExtended, declaration.Identifier.GetLocation(), RequestRules.NeedsUnsafe, symbol.Name, problem, "bindings"));
        }
    }

    private static void CheckNames(SymbolAnalysisContext context, AttributeData attribute, AttributeSyntax syntax, string argument)
    {
        var expression = syntax.ArgumentList?.Arguments.FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText == argument)?.Expression;
        if (expression is null)
        {
            return;
        }

        foreach (var word in NameList.Split(BindingsRequestReader.NamedArgument(attribute, argument) as string))
        {
            if (word.IsPattern)
            {
                if (!CatalogNames.Shared.HasMatch(word.Text))
                {
                    context.ReportDiagnostic(Diagnostic.Create(RequestRules.EmptyPattern, NameLocation.Of(expression, word), word.Text));
                }
            }
            else if (!CatalogNames.Shared.Contains(word.Text))
            {
                ReportUnknownName(context, NameLocation.Of(expression, word), word.Text);
            }
        }
    }

    private static void ReportUnknownName(SymbolAnalysisContext context, Location location, string word)
    {
        var nearest = CatalogNames.Shared.Nearest(word);
        context.ReportDiagnostic(Diagnostic.Create(
            RequestRules.UnknownName,
            location,
            ImmutableDictionary<string, string?>.Empty.Add(NearestNames, string.Join(",", nearest)),
            word,
            nearest.Count == 0 ? string.Empty : "; did you mean " + Alternatives(nearest) + "?"));
    }

    private static string Alternatives(IReadOnlyList<string> names)
    {
        var quoted = names.Select(name => $"'{name}'").ToArray();
        return quoted.Length == 1 ? quoted[0] : string.Join(", ", quoted, 0, quoted.Length - 1) + " or " + quoted[quoted.Length - 1];
    }
}
