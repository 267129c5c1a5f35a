using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Catalog;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Bindings;

namespace WinsockGen.Generator.Requests;

/// <summary>
/// Says what is wrong with a <c>[WinsockBindings]</c>. The generator stays silent, but where the compiler stops before it asks any
/// analyzer (see <see cref="UnsafeCodeProblem"/> and <see cref="MemberClash"/>): a diagnostic of its own either ignores <c>#pragma</c>
/// or breaks caching.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BindingsRequestAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of WSG0001 and WSG0002 that holds what the word may be replaced by, separated by commas.</summary>
    public const string NearestNames = "NearestNames";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        RequestRules.UnknownName,
        RequestRules.EmptyPattern,
        RequestRules.ClassCannotBeExtended,
        RequestRules.UnsafeCodeNotAllowed,
        RequestRules.LanguageTooOld,
        RequestRules.WordWithoutEffect,
        RequestRules.EmptyRequest,
        RequestRules.MemberClash,
        RequestRules.NotOnThisPlatform);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var symbol = (INamedTypeSymbol)context.Symbol;
        if (AppliedBindings.Of(symbol, context.Compilation, context.CancellationToken) is { } bindings)
        {
            CheckLanguage(context, bindings.Syntax);
            CheckUnsafeCode(context, bindings.Syntax);
            CheckClass(context, symbol, bindings.Syntax);
            CheckNames(context, bindings.Include);
            CheckNames(context, bindings.Exclude);
            CheckPlatform(context, bindings.Include);
            CheckEffect(context, bindings);
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

    private static void CheckNames(SymbolAnalysisContext context, WrittenList? list)
    {
        foreach (var word in list?.Words ?? [])
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (word.Word.IsPattern)
            {
                if (!CatalogNames.Shared.HasMatch(word.Text))
                {
                    ReportUnknown(context, RequestRules.EmptyPattern, list!, word, NameSuggestions.ForPattern(word.Text));
                }
            }
            else if (!CatalogNames.Shared.Contains(word.Text))
            {
                ReportUnknown(context, RequestRules.UnknownName, list!, word, NameSuggestions.ForName(word.Text));
            }
        }
    }

    private static void ReportUnknown(
        SymbolAnalysisContext context, DiagnosticDescriptor rule, WrittenList list, WrittenWord word, IReadOnlyList<string> nearest)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (nearest.Count > 0 && word.IsEditable)
        {
            properties = properties.Add(NearestNames, string.Join(",", nearest));
        }

        context.ReportDiagnostic(Diagnostic.Create(
            rule,
            list.LocationOf(word),
            properties,
            QuotedWord.Of(word.Text),
            nearest.Count == 0 ? string.Empty : "; did you mean " + QuotedWord.Alternatives(nearest) + "?"));
    }

    private static void CheckPlatform(SymbolAnalysisContext context, WrittenList? include)
    {
        var platform = context.Compilation.Options.Platform;
        var bits = platform switch
        {
            Platform.X86 or Platform.Arm or Platform.AnyCpu32BitPreferred => 32,
            Platform.X64 or Platform.Arm64 => 64,
            _ => 0,
        };
        if (include is null || bits == 0)
        {
            return;
        }

        foreach (var word in include.Words)
        {
            if (WinsockCatalog.Shared.Functions.Find(word.Text) is { Bits: not 0 } function && function.Bits != bits)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    RequestRules.NotOnThisPlatform,
                    include.LocationOf(word),
                    word.Text,
                    platform == Platform.AnyCpu32BitPreferred ? "32 bits by preference" : platform.ToString().ToLowerInvariant(),
                    function.Bits));
            }
        }
    }

    private static void CheckEffect(SymbolAnalysisContext context, AppliedBindings bindings)
    {
        if (bindings.HasErrors || bindings.Syntax.ContainsDiagnostics)
        {
            return;
        }

        var expansion = new RequestExpansion(bindings.Request);
        if (EmptyRequest(bindings, expansion) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(RequestRules.EmptyRequest, bindings.Syntax.GetLocation(), bindings.Class.Name, reason));
            return;
        }

        var effect = new WordEffect(expansion);
        Report(context, bindings.Include, WinsockBindingsAttribute.Include, list => effect.WithoutEffectInInclude(list));
        Report(context, bindings.Exclude, WinsockBindingsAttribute.Exclude, list => effect.WithoutEffectInExclude(list));
    }

    private static void Report(
        SymbolAnalysisContext context, WrittenList? list, string argument, System.Func<WrittenList, IEnumerable<(WrittenWord Word, string Reason)>> find)
    {
        foreach (var (word, reason) in list is null ? [] : find(list))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            context.ReportDiagnostic(Diagnostic.Create(
                RequestRules.WordWithoutEffect, list!.LocationOf(word), QuotedWord.Of(word.Text), argument, reason));
        }
    }

    /// <summary>Why nothing follows from a request whose words all exist, or null when something does.</summary>
    private static string? EmptyRequest(AppliedBindings bindings, RequestExpansion expansion)
    {
        var request = bindings.Request;
        if (expansion.Roots.Any() || request.Include.Any(word => !CatalogNames.Shared.Matches(word).Any()))
        {
            return null;
        }

        return request.Areas == 0 && request.Include.Count == 0 ? "ask for an area of WinsockApi, or name members in Include"
            : request.Exclude.Count > 0 ? "Exclude takes away all that is asked for"
            : "no area of WinsockApi is asked for";
    }
}
