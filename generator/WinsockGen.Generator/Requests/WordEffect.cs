using System;
using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Generator.Requests;

/// <summary>Finds the words of a request without which the same would be generated, each of them and all together.</summary>
internal sealed class WordEffect(RequestExpansion expansion)
{
    /// <summary>The words of Include that add nothing, and why.</summary>
    public IEnumerable<(WrittenWord Word, string Reason)> WithoutEffectInInclude(WrittenList list)
    {
        var words = Sets(list, expansion.Added);
        var byAreas = new Lazy<HashSet<string>>(() => expansion.Closure(expansion.ByAreas));
        for (var i = 0; i < words.Count; i++)
        {
            var (word, names) = words[i];
            if (names.Count == 0)
            {
                yield return (word, "Exclude takes it away again");
            }
            else if (expansion.ByAreas.Count > 0 && names.IsSubsetOf(byAreas.Value))
            {
                yield return (word, "the areas that are asked for have it already");
            }
            else if (Repetition(words, i) is { } reason)
            {
                yield return (word, reason);
            }
        }
    }

    /// <summary>The words of Exclude that take nothing away, and why.</summary>
    public IEnumerable<(WrittenWord Word, string Reason)> WithoutEffectInExclude(WrittenList list)
    {
        var words = Sets(list, expansion.Removed);
        var left = new Lazy<HashSet<string>>(() => expansion.Closure(expansion.Roots));
        for (var i = 0; i < words.Count; i++)
        {
            var (word, names) = words[i];
            if (names.Count == 0)
            {
                yield return (word, "nothing that is asked for has this name");
            }
            else if (names.IsSubsetOf(left.Value))
            {
                yield return (word, "something that stays needs it");
            }
            else if (Repetition(words, i) is { } reason)
            {
                yield return (word, reason);
            }
        }
    }

    /// <summary>The words that the catalog knows; the others have rules of their own.</summary>
    private static List<(WrittenWord Word, HashSet<string> Names)> Sets(WrittenList list, Func<string, IEnumerable<string>> namesOf) =>
        list.IsLong ? [] : list.Words
            .Where(word => CatalogNames.Shared.Matches(word.Text).Any())
            .Select(word => (word, new HashSet<string>(namesOf(word.Text), StringComparer.Ordinal)))
            .ToList();

    /// <summary>Says which other word has the same effect and stays.</summary>
    private static string? Repetition(List<(WrittenWord Word, HashSet<string> Names)> words, int index)
    {
        var (word, names) = words[index];
        for (var i = 0; i < words.Count; i++)
        {
            var (other, others) = words[i];
            if (i < index && other.Text == word.Text)
            {
                return "it stands there twice";
            }

            // Of two with the same names the first stays; a name that merely comes along with another is named on purpose.
            if (i != index && other.Word.IsPattern && names.IsSubsetOf(others) && (others.Count > names.Count || i < index || !word.Word.IsPattern))
            {
                return $"'{QuotedWord.Of(other.Text)}' stands for it too";
            }
        }

        return null;
    }
}
