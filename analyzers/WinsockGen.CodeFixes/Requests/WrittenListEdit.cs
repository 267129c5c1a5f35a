using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Generator.Requests;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>Writes a list of names anew with words more or fewer, in the form that its author chose.</summary>
internal static class WrittenListEdit
{
    private const string UsualSeparator = ", ";

    /// <returns>Null where no literal holds a word after which another could stand.</returns>
    public static ExpressionSyntax? With(WrittenList list, IReadOnlyList<string> names)
    {
        if (list.Words.Count == 0)
        {
            return IsEmptyLiteral(list.Expression) ? Literal(names) : null;
        }

        for (var i = list.Words.Count - 1; i >= 0; i--)
        {
            if (list.Words[i] is { IsEditable: true } word)
            {
                var text = list.Expression.ToString();
                var separator = i > 0 && list.Words[i - 1].Literal == word.Literal
                    ? text.Substring(list.Words[i - 1].Span.End - list.Expression.SpanStart, word.Span.Start - list.Words[i - 1].Span.End)
                    : UsualSeparator;
                return Parse(list, text.Insert(word.Span.End - list.Expression.SpanStart, string.Concat(names.Select(name => separator + name))));
            }
        }

        return null;
    }

    /// <returns>Null where no word stays.</returns>
    public static ExpressionSyntax? Without(WrittenList list, Func<WrittenWord, bool> isRemoved)
    {
        var words = list.Words;
        if (words.All(isRemoved))
        {
            return null;
        }

        var text = new StringBuilder(list.Expression.ToString());
        for (var last = words.Count - 1; last >= 0; last--)
        {
            if (!isRemoved(words[last]))
            {
                continue;
            }

            var first = last;
            while (first > 0 && isRemoved(words[first - 1]) && words[first - 1].Literal == words[last].Literal)
            {
                first--;
            }

            var (start, end) = (words[first].Span.Start, words[last].Span.End);
            if (first > 0 && words[first - 1].Literal == words[last].Literal)
            {
                start = words[first - 1].Span.End;
            }
            else if (last + 1 < words.Count && words[last + 1].Literal == words[last].Literal)
            {
                end = words[last + 1].Span.Start;
            }

            text.Remove(start - list.Expression.SpanStart, end - start);
            last = first;
        }

        return Parse(list, text.ToString());
    }

    public static ExpressionSyntax Literal(IReadOnlyList<string> names) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(string.Join(UsualSeparator, names)));

    private static bool IsEmptyLiteral(ExpressionSyntax expression) => expression
        is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression };

    private static ExpressionSyntax Parse(WrittenList list, string text) => SyntaxFactory.ParseExpression(text).WithTriviaFrom(list.Expression);
}
