using System;
using System.Collections.Generic;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Requests;

/// <summary>Reads the lists of names that attributes carry: <c>"WSARecvMsg, SIO_*"</c>.</summary>
internal static class NameList
{
    /// <summary>The words between commas, semicolons and white space.</summary>
    public static List<NameWord> Split(string? list)
    {
        var words = new List<NameWord>();
        if (list is null)
        {
            return words;
        }

        for (var start = 0; start < list.Length; start++)
        {
            var end = start;
            while (end < list.Length && !IsSeparator(list[end]))
            {
                end++;
            }

            if (end > start)
            {
                words.Add(new NameWord(list.Substring(start, end - start), start));
                start = end;
            }
        }

        return words;
    }

    /// <summary>The words in ordinal order, each once, so that the order in the attribute changes nothing.</summary>
    public static EquatableArray<string> Normalize(string? list)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var word in Split(list))
        {
            words.Add(word.Text);
        }

        var sorted = new string[words.Count];
        words.CopyTo(sorted);
        return new EquatableArray<string>(sorted);
    }

    private static bool IsSeparator(char character) => character is ',' or ';' || char.IsWhiteSpace(character);
}
