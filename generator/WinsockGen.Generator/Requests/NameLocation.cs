using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace WinsockGen.Generator.Requests;

/// <summary>Finds a word of an attribute's list in the source.</summary>
internal static class NameLocation
{
    /// <param name="expression">What the list is written as.</param>
    /// <param name="word">The word, with its place in the list's value.</param>
    /// <returns>The word itself where the source shows it literally, otherwise the whole expression.</returns>
    public static Location Of(ExpressionSyntax expression, NameWord word)
    {
        if (expression is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression))
        {
            var (text, value) = (literal.Token.Text, literal.Token.ValueText);
            var quote = text.IndexOf('"');
            var start = quote;
            while (start >= 0 && start < text.Length && text[start] == '"')
            {
                start++;
            }

            // Escapes, and the indentation of raw strings, make text and value differ: then only the whole is certain.
            if (quote >= 0 && start + value.Length <= text.Length && string.CompareOrdinal(text, start, value, 0, value.Length) == 0)
            {
                return Location.Create(literal.SyntaxTree, new TextSpan(literal.Token.SpanStart + start + word.Start, word.Text.Length));
            }
        }

        return expression.GetLocation();
    }
}
