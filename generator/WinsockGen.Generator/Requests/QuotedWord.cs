using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Generator.Requests;

/// <summary>Words of the user in a message: short, and without characters that a console or a log cannot show.</summary>
internal static class QuotedWord
{
    private const int Longest = 60;

    public static string Of(string word)
    {
        var shown = word.Length <= Longest ? word : word.Substring(0, Longest) + "…";
        return new string(shown.Select(unit => char.IsControl(unit) || char.IsSurrogate(unit) ? '\uFFFD' : unit).ToArray());
    }

    /// <summary>'a', 'b' or 'c'.</summary>
    public static string Alternatives(IReadOnlyList<string> words)
    {
        var quoted = words.Select(word => $"'{word}'").ToArray();
        return quoted.Length == 1 ? quoted[0] : string.Join(", ", quoted, 0, quoted.Length - 1) + " or " + quoted[quoted.Length - 1];
    }
}
