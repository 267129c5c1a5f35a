using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace WinsockGen.Generator.Requests;

/// <summary>Finds the characters of a string's value in the literal that spells it, whatever its form.</summary>
internal static class LiteralText
{
    private enum Form
    {
        /// <summary>With escape sequences.</summary>
        Regular,

        /// <summary>With doubled quotes.</summary>
        Verbatim,

        /// <summary>Without any escapes, but with an indentation and line ends that are not part of the value.</summary>
        Raw,
    }

    /// <returns>A place for each character of the token's value, or null when text and value do not agree.</returns>
    public static TextSpan[]? Places(SyntaxToken token)
    {
        var (text, value) = (token.Text, token.ValueText);
        var interpolated = token.Parent?.Parent as InterpolatedStringExpressionSyntax;
        var (start, end) = interpolated is null ? Content(text) : (0, text.Length);
        var form = FormOf(interpolated is null ? token.Text : interpolated.StringStartToken.Text);
        var places = new TextSpan[value.Length];
        var at = 0;
        while (start < end)
        {
            var length = LengthAt(text, start, end, form, interpolated is not null);
            if (form == Form.Raw && (at == value.Length || text[start] != value[at]))
            {
                // Indentation, or the line end beside the quotes.
                if (!char.IsWhiteSpace(text[start]))
                {
                    return null;
                }

                start++;
                continue;
            }

            // \U may stand for two characters.
            var count = length == 10 && at + 1 < value.Length && char.IsSurrogatePair(value[at], value[at + 1]) ? 2 : 1;
            for (; count > 0; count--)
            {
                if (at == value.Length)
                {
                    return null;
                }

                places[at++] = new TextSpan(token.SpanStart + start, length);
            }

            start += length;
        }

        return at == value.Length ? places : null;
    }

    /// <summary>What stands between the quotes of a whole literal.</summary>
    private static (int Start, int End) Content(string text)
    {
        var quote = text.IndexOf('"');
        if (quote < 0)
        {
            return (0, 0);
        }

        var start = quote;
        while (start < text.Length && text[start] == '"')
        {
            start++;
        }

        var quotes = start - quote;
        if (quotes < 3)
        {
            // Two quotes are an empty literal, or in a verbatim one perhaps the first of its text.
            quotes = 1;
            start = quote + 1;
        }

        return (start, Math.Max(start, text.Length - quotes));
    }

    private static Form FormOf(string start) =>
        start.IndexOf("\"\"\"", StringComparison.Ordinal) >= 0 && start.IndexOf('@') < 0 ? Form.Raw
        : start.Substring(0, Math.Max(0, start.IndexOf('"'))).IndexOf('@') >= 0 ? Form.Verbatim
        : Form.Regular;

    /// <summary>How long the spelling of one character is.</summary>
    private static int LengthAt(string text, int start, int end, Form form, bool isInterpolated)
    {
        var length = 1;
        var next = start + 1 < end ? text[start + 1] : '\0';
        if (form == Form.Regular && text[start] == '\\')
        {
            length = next switch { 'u' => 6, 'U' => 10, 'x' => 2 + HexDigits(text, start + 2, end), _ => 2 };
        }
        else if ((form == Form.Verbatim && text[start] == '"' && next == '"')
            || (form != Form.Raw && isInterpolated && text[start] is '{' or '}' && next == text[start]))
        {
            length = 2;
        }

        return Math.Min(length, end - start);
    }

    private static int HexDigits(string text, int start, int end)
    {
        var count = 0;
        while (count < 4 && start + count < end && Uri.IsHexDigit(text[start + count]))
        {
            count++;
        }

        return count;
    }
}
