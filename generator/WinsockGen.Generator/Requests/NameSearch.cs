using System.Collections.Generic;

namespace WinsockGen.Generator.Requests;

/// <summary>Searches text for many names at once, in one pass and without copying a word.</summary>
internal sealed class NameSearch
{
    private readonly Dictionary<int, List<string>> _names = [];

    public NameSearch(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var key = KeyOf(name, 0, name.Length);
            if (!_names.TryGetValue(key, out var same))
            {
                _names.Add(key, same = []);
            }

            same.Add(name);
        }
    }

    /// <summary>The names that stand in a text as whole words, and where.</summary>
    public IEnumerable<(string Name, int Position)> In(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!IsWordPart(text[start]))
            {
                continue;
            }

            var end = start + 1;
            while (end < text.Length && IsWordPart(text[end]))
            {
                end++;
            }

            if (_names.TryGetValue(KeyOf(text, start, end), out var candidates))
            {
                foreach (var name in candidates)
                {
                    if (name.Length == end - start && string.CompareOrdinal(name, 0, text, start, name.Length) == 0)
                    {
                        yield return (name, start);
                        break;
                    }
                }
            }

            start = end;
        }
    }

    private static bool IsWordPart(char unit) => unit == '_' || char.IsLetterOrDigit(unit);

    private static int KeyOf(string text, int start, int end)
    {
        var key = end - start;
        for (var i = start; i < end; i++)
        {
            key = unchecked((key * 31) + text[i]);
        }

        return key;
    }
}
