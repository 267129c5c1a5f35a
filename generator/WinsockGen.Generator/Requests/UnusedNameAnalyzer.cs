using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WinsockGen.Generator.Requests;

/// <summary>
/// Says which words of Include could go without anybody missing them (WSG0007). An analyzer of its own: one whose rules are all
/// suppressed, or too mild for a build, does not run at all, and projects without a request cost one look at each type.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedNameAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(RequestRules.UnusedName);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var requests = new ConcurrentBag<AppliedBindings>();
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (AppliedBindings.Of((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, symbol.CancellationToken) is
                        { Include: { Words.Count: > 0, IsLong: false }, HasErrors: false } bindings
                        && bindings.Request.Target.CanBeExtended
                        && !IsSeenOutside(bindings.Class))
                    {
                        requests.Add(bindings);
                    }
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, requests));
        });
    }

    private static void Report(CompilationAnalysisContext context, ConcurrentBag<AppliedBindings> requests)
    {
        if (requests.IsEmpty)
        {
            return;
        }

        var usage = new NameUsage(context.Compilation, context.CancellationToken);
        foreach (var bindings in requests)
        {
            var expansion = new RequestExpansion(bindings.Request);
            var all = expansion.Closure(expansion.Roots);
            var used = usage.NamesOf(bindings.Class, all);
            foreach (var word in Unused(bindings.Include!, expansion, all, used))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    RequestRules.UnusedName, bindings.Include!.LocationOf(word), QuotedWord.Of(word.Text), bindings.Class.Name));
            }
        }
    }

    /// <summary>The words that can go, one after the other: without all of them the project still compiles.</summary>
    private static IEnumerable<WrittenWord> Unused(WrittenList include, RequestExpansion expansion, HashSet<string> all, HashSet<string> used)
    {
        var withoutEffect = new HashSet<WrittenWord>(new WordEffect(expansion).WithoutEffectInInclude(include).Select(found => found.Word));
        var kept = include.Words.Where(word => !withoutEffect.Contains(word)).ToDictionary(word => word, word => expansion.Added(word.Text).ToArray());
        var emitted = all;
        foreach (var (word, names) in include.Words.Where(kept.ContainsKey).Select(word => (word, kept[word])).ToArray())
        {
            if (names.Length == 0 || names.Any(used.Contains))
            {
                continue;
            }

            kept.Remove(word);
            var rest = expansion.Closure(expansion.ByAreas.Concat(kept.Values.SelectMany(added => added)));
            if (emitted.Any(name => used.Contains(name) && !rest.Contains(name)))
            {
                kept.Add(word, names);
            }
            else
            {
                emitted = rest;
                yield return word;
            }
        }
    }

    /// <summary>Code of other assemblies may use it: it is public, or they are friends.</summary>
    private static bool IsSeenOutside(INamedTypeSymbol type)
    {
        var hasFriends = type.ContainingAssembly.GetAttributes().Any(attribute => attribute.AttributeClass is
        {
            Name: "InternalsVisibleToAttribute",
            ContainingNamespace: { Name: "CompilerServices", ContainingNamespace: { Name: "Runtime", ContainingNamespace.Name: "System" } },
        });
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility is Accessibility.Private or Accessibility.ProtectedAndInternal
                || (outer.DeclaredAccessibility == Accessibility.Internal && !hasFriends))
            {
                return false;
            }
        }

        return true;
    }
}
