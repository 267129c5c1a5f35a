using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace WinsockGen.Generator.Requests;

/// <summary>
/// A list of names as the source writes it: a literal of any form, a concatenation, an interpolated string, a constant. Known are the
/// literals and the value of the whole; a constant between them has no text here, and what follows is found from the end.
/// </summary>
internal sealed class WrittenList
{
    private const int MostWordsByHand = 500;

    private readonly string _value;
    private readonly TextSpan[] _places;
    private readonly int[] _literals;

    private WrittenList(ExpressionSyntax expression, string value)
    {
        Expression = expression;
        _value = value;
        _places = new TextSpan[value.Length];
        _literals = new int[value.Length];
        for (var i = 0; i < _literals.Length; i++)
        {
            _literals[i] = -1;
        }

        var parts = new List<SyntaxToken?>();
        AddParts(expression, parts);
        MapFromStart(parts);
        MapFromEnd(parts);
        Words = NameList.Split(value).Select(Locate).ToArray();
    }

    public ExpressionSyntax Expression { get; }

    public IReadOnlyList<WrittenWord> Words { get; }

    /// <summary>A program made the list: it is not to be tidied by hand, and would take long to look through.</summary>
    public bool IsLong => Words.Count > MostWordsByHand;

    /// <param name="expression">What is written.</param>
    /// <param name="value">What the compiler makes of it; null is an empty list.</param>
    public static WrittenList Read(ExpressionSyntax expression, string? value) => new(expression, value ?? string.Empty);

    public Location LocationOf(WrittenWord word) => Location.Create(Expression.SyntaxTree, word.Span);

    private WrittenWord Locate(NameWord word)
    {
        var (first, last) = (word.Start, word.Start + word.Text.Length - 1);
        if (Enumerable.Range(first, word.Text.Length).Any(i => _literals[i] < 0))
        {
            return new(word, Expression.Span, -1);
        }

        var span = TextSpan.FromBounds(_places[first].Start, _places[last].End);
        var isVerbatim = _literals[first] == _literals[last] && span.Length == word.Text.Length;
        return new(word, span, isVerbatim ? _literals[first] : -1);
    }

    /// <summary>The literals in their order, null for everything else.</summary>
    private static void AddParts(ExpressionSyntax expression, List<SyntaxToken?> parts)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                AddParts(inner.Expression, parts);
                break;
            case BinaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.AddExpression } sum:
                // Long sums lean to the left: walk down instead of recursing.
                var operands = new Stack<ExpressionSyntax>();
                ExpressionSyntax left = sum;
                while (left is BinaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.AddExpression } next)
                {
                    operands.Push(next.Right);
                    left = next.Left;
                }

                operands.Push(left);
                while (operands.Count > 0)
                {
                    AddParts(operands.Pop(), parts);
                }

                break;
            case LiteralExpressionSyntax literal when literal.Token.Value is string:
                parts.Add(literal.Token);
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                foreach (var content in interpolated.Contents)
                {
                    parts.Add(content is InterpolatedStringTextSyntax text ? text.TextToken : null);
                }

                break;
            default:
                parts.Add(null);
                break;
        }
    }

    private void MapFromStart(List<SyntaxToken?> parts)
    {
        var position = 0;
        for (var i = 0; i < parts.Count && parts[i] is { } token && TryMap(token, position, i); i++)
        {
            position += token.ValueText.Length;
        }
    }

    private void MapFromEnd(List<SyntaxToken?> parts)
    {
        var end = _value.Length;
        for (var i = parts.Count - 1; i >= 0 && parts[i] is { } token; i--)
        {
            end -= token.ValueText.Length;
            if (end < 0 || (end < _value.Length && _literals[end] >= 0) || !TryMap(token, end, i))
            {
                return;
            }
        }
    }

    /// <returns>False when the value is not what the literal says: it was given otherwise.</returns>
    private bool TryMap(SyntaxToken token, int position, int literal)
    {
        var text = token.ValueText;
        if (position + text.Length > _value.Length
            || string.CompareOrdinal(_value, position, text, 0, text.Length) != 0
            || LiteralText.Places(token) is not { } places)
        {
            return false;
        }

        Array.Copy(places, 0, _places, position, places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            _literals[position + i] = literal;
        }

        return true;
    }
}
