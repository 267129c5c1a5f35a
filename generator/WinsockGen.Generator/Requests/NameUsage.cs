using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.Requests;

/// <summary>
/// Finds which members of a class the code of a project names. The text of each file is searched for the names first, and only what
/// is found there is looked up: most files hold none.
/// </summary>
internal sealed class NameUsage(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>The folder, and in front of it the assembly, under which the compiler keeps what the generator adds.</summary>
    private static readonly string GeneratedFolder = typeof(WinsockGenerator).FullName!;

    /// <summary>Those of the names that stand in code as a member of the class. Comments do not count, code for other targets does.</summary>
    public HashSet<string> NamesOf(INamedTypeSymbol @class, HashSet<string> names)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var search = new NameSearch(names.Concat(names.Select(name => PresenceOf(name))));
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (tree.FilePath.Contains(GeneratedFolder))
            {
                continue;
            }

            SemanticModel? model = null;
            foreach (var (name, position) in search.In(tree.GetText(cancellation).ToString()))
            {
                var member = names.Contains(name) ? name : name.Substring(PresenceOf(string.Empty).Length);
                if (!used.Contains(member) && IsUse(tree, position, @class, ref model))
                {
                    used.Add(member);
                }
            }
        }

        return used;
    }

    /// <summary>The property of the extension table that tells whether a function is there.</summary>
    private static string PresenceOf(string extension) => "Has" + extension;

    private bool IsUse(SyntaxTree tree, int position, INamedTypeSymbol @class, ref SemanticModel? model)
    {
        var root = tree.GetRoot(cancellation);
        var token = root.FindToken(position);
        if (!token.Span.Contains(position))
        {
            return root.FindTrivia(position).IsKind(SyntaxKind.DisabledTextTrivia);
        }

        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not SimpleNameSyntax name)
        {
            return false;
        }

        // RS1030 wants the model of an action; there is none at the end of a compilation, and few files need one.
#pragma warning disable RS1030
        model ??= compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
        var info = model.GetSymbolInfo(name, cancellation);
        return info.Symbol is { } symbol ? IsMember(symbol, @class)
            : info.CandidateSymbols.IsEmpty || info.CandidateSymbols.Any(candidate => IsMember(candidate, @class));
    }

    private static bool IsMember(ISymbol symbol, INamedTypeSymbol @class)
    {
        for (var outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(outer, @class))
            {
                return true;
            }
        }

        return false;
    }
}
