using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.Benchmarks;

/// <summary>The public members that bindings consist of, read from their text. What only serves these does not count.</summary>
/// <param name="Functions">Imported functions, and extension functions in their table.</param>
/// <param name="Overloads">Methods that have the name of a function.</param>
/// <param name="Structs">Structs that stand in the class itself, not in another struct.</param>
/// <param name="Constants">Constants, and properties that stand for what C# cannot have as a constant.</param>
/// <param name="Helpers">All other methods: macros and inline functions of the headers.</param>
internal sealed record EmittedMembers(int Functions, int Overloads, int Structs, int Constants, int Helpers)
{
    private const string ExtensionTable = "ExtensionFunctions";

    public int Total => Functions + Overloads + Structs + Constants + Helpers;

    /// <param name="trees">The generated files of one request whose class is in no other class.</param>
    public static EmittedMembers Count(IEnumerable<SyntaxTree> trees)
    {
        var members = trees
            .SelectMany(tree => tree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax))
            .OfType<ClassDeclarationSyntax>()
            .SelectMany(type => type.Members)
            .Where(IsPublic)
            .ToList();
        var methods = members.OfType<MethodDeclarationSyntax>().ToLookup(method => method.Modifiers.Any(SyntaxKind.ExternKeyword));
        var imported = methods[true].Select(method => method.Identifier.ValueText).ToHashSet(StringComparer.Ordinal);
        var structs = members.OfType<StructDeclarationSyntax>().ToLookup(type => type.Identifier.ValueText == ExtensionTable);
        return new(
            methods[true].Count() + structs[true].Sum(PointersOf),
            methods[false].Count(method => imported.Contains(method.Identifier.ValueText)),
            structs[false].Count(),
            members.OfType<FieldDeclarationSyntax>().Sum(field => field.Declaration.Variables.Count) + members.OfType<PropertyDeclarationSyntax>().Count(),
            methods[false].Count(method => !imported.Contains(method.Identifier.ValueText)));
    }

    private static int PointersOf(StructDeclarationSyntax table) =>
        table.Members.OfType<PropertyDeclarationSyntax>().Count(property => property.Type is FunctionPointerTypeSyntax);

    private static bool IsPublic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.PublicKeyword);
}
