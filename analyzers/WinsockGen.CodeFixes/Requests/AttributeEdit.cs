using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>Sets, adds and removes the properties of an attribute.</summary>
internal static class AttributeEdit
{
    /// <param name="attribute">The attribute.</param>
    /// <param name="property">The property.</param>
    /// <param name="value">Its new value; null removes the argument.</param>
    public static AttributeSyntax With(AttributeSyntax attribute, string property, ExpressionSyntax? value)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? default;
        var old = arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property);
        if (old is not null)
        {
            return value is null ? Without(attribute, old) : attribute.ReplaceNode(old.Expression, value);
        }

        return value is null ? attribute : attribute.WithArgumentList(Insert(attribute.ArgumentList, Argument(property, value)));
    }

    private static AttributeSyntax Without(AttributeSyntax attribute, AttributeArgumentSyntax argument)
    {
        var arguments = attribute.ArgumentList!.Arguments.Remove(argument);
        return arguments.Count > 0
            ? attribute.WithArgumentList(attribute.ArgumentList.WithArguments(arguments))
            : attribute.WithArgumentList(null).WithTrailingTrivia(attribute.GetTrailingTrivia());
    }

    /// <summary>Behind the arguments of the constructor, which C# wants first.</summary>
    private static AttributeArgumentListSyntax Insert(AttributeArgumentListSyntax? list, AttributeArgumentSyntax argument)
    {
        if (list is null)
        {
            return SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(argument));
        }

        var index = list.Arguments.TakeWhile(other => other.NameEquals is null).Count();
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var nodes = list.Arguments.Insert(index, argument);
        var separators = list.Arguments.GetSeparators().ToList();
        if (separators.Count < nodes.Count - 1)
        {
            separators.Insert(System.Math.Max(0, index - 1), comma);
        }

        return list.WithArguments(SyntaxFactory.SeparatedList(nodes, separators));
    }

    private static AttributeArgumentSyntax Argument(string property, ExpressionSyntax value) => SyntaxFactory.AttributeArgument(
        SyntaxFactory.NameEquals(
            SyntaxFactory.IdentifierName(property).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)),
        null,
        value);
}
