using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.Tests.Layout;

/// <summary>
/// Makes of the emitted structs what they are on x86: pointers of four bytes. The runtime of a 64-bit process then lays them out as the
/// one of a 32-bit process on Windows would, where 8-byte integers are aligned to 8 too.
/// </summary>
internal sealed class NarrowPointers : CSharpSyntaxRewriter
{
    public static string Rewrite(string structs) => new NarrowPointers().Visit(CSharpSyntaxTree.ParseText(structs).GetRoot()).ToFullString();

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) =>
        base.VisitStructDeclaration(node.WithMembers([.. node.Members.Where(SaysWhereThingsAre)]));

    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        var narrow = node.Declaration.Type switch
        {
            PointerTypeSyntax or FunctionPointerTypeSyntax or IdentifierNameSyntax { Identifier.ValueText: "nuint" } => "uint ",
            IdentifierNameSyntax { Identifier.ValueText: "nint" } => "int ",
            _ => null,
        };
        return narrow is null ? node : node.WithDeclaration(node.Declaration.WithType(SyntaxFactory.ParseTypeName(narrow)));
    }

    /// <summary>
    /// Fields do, bit-fields do, and so does the address of an array without elements. Properties that lead to such a place can be left out.
    /// </summary>
    private static bool SaysWhereThingsAre(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax or StructDeclarationSyntax => true,
        PropertyDeclarationSyntax property => property.DescendantNodes().Any(node =>
            node is FixedStatementSyntax or IdentifierNameSyntax { Identifier.ValueText: ['_', 'b', 'i', 't', 's', ..] }),
        _ => false,
    };
}
