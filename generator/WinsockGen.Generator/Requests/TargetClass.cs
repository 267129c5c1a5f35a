using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Requests;

/// <summary>The user's class that an attribute stands on, as far as another part of it must repeat it.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Types">The class and the types around it, outermost first, as declarations: <c>class Outer</c>.</param>
/// <param name="HintName">A name for its generated files, which the compiler compares without regard to case.</param>
/// <param name="CanBeExtended">Another part is possible: all is partial and has a name already, and nothing is local to a file or generic where that is not allowed.</param>
internal sealed record TargetClass(string Namespace, EquatableArray<string> Types, string HintName, bool CanBeExtended)
{
    /// <summary>The class's own name, without those around it.</summary>
    public string Name
    {
        get
        {
            var declaration = Types[Types.Count - 1].Split('<')[0];
            return declaration.Substring(declaration.LastIndexOf(' ') + 1).TrimStart('@');
        }
    }

    /// <param name="symbol">The class.</param>
    /// <param name="declaration">The part of it that carries the attribute.</param>
    /// <param name="mayBeGeneric">Generic types are extended too, as parts with the same parameters; what they are constrained to, no part needs to repeat.</param>
    public static TargetClass Of(INamedTypeSymbol symbol, TypeDeclarationSyntax declaration, bool mayBeGeneric = false)
    {
        var depth = 0;
        for (var type = symbol; type is not null; type = type.ContainingType)
        {
            depth++;
        }

        var types = new string[depth];
        var hintName = symbol.Name;
        var canBeExtended = true;
        for (var type = symbol; type is not null; type = type.ContainingType)
        {
            types[--depth] = KeywordOf(type) + " " + Escape(type.Name) + TypeParametersOf(type);
            hintName = ReferenceEquals(type, symbol) ? hintName : type.Name + "." + hintName;
            hintName = type.Arity == 0 ? hintName : hintName + "-" + type.Arity;
            canBeExtended &= type is { IsFileLocal: false, Name.Length: > 0 } && (type.Arity == 0 || mayBeGeneric);
        }

        for (SyntaxNode? node = declaration; node is TypeDeclarationSyntax part; node = node.Parent)
        {
            canBeExtended &= part.Modifiers.Any(SyntaxKind.PartialKeyword);
        }

        var @namespace = string.Empty;
        for (var container = symbol.ContainingNamespace; container is { IsGlobalNamespace: false }; container = container.ContainingNamespace)
        {
            @namespace = @namespace.Length == 0 ? Escape(container.Name) : Escape(container.Name) + "." + @namespace;
            hintName = container.Name + "." + hintName;
        }

        return new TargetClass(@namespace, new EquatableArray<string>(types), $"{hintName}.{ExactHash(hintName):x8}", canBeExtended);
    }

    /// <summary>Writes the namespace and the types around what <paramref name="body"/> writes.</summary>
    public void WriteAround(SourceWriter writer, string modifiers, Action<SourceWriter> body)
    {
        if (Namespace.Length > 0)
        {
            writer.Line($"namespace {Namespace}").Line("{");
        }

        for (var i = 0; i < Types.Count; i++)
        {
            writer.Line($"{(i == Types.Count - 1 ? modifiers : string.Empty)}partial {Types[i]}").Line("{");
        }

        body(writer);

        for (var i = 0; i < Types.Count; i++)
        {
            writer.Line("}");
        }

        if (Namespace.Length > 0)
        {
            writer.Line("}");
        }
    }

    private static string TypeParametersOf(INamedTypeSymbol type) =>
        type.Arity == 0 ? string.Empty : "<" + string.Join(",", type.TypeParameters.Select(parameter => VarianceOf(parameter) + Escape(parameter.Name))) + ">";

    // All parts of an interface must say it.
    private static string VarianceOf(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in ",
        VarianceKind.Out => "out ",
        _ => string.Empty,
    };

    private static string KeywordOf(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    /// <summary>Tells names apart that differ by case alone: FNV-1a over the UTF-16 code units.</summary>
    private static uint ExactHash(string name)
    {
        var hash = 2166136261;
        foreach (var unit in name)
        {
            hash = unchecked((hash ^ unit) * 16777619);
        }

        return hash;
    }

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
