using System;

namespace WinsockGen.Generator.Requests;

/// <summary>
/// How many characters must be inserted, deleted, replaced or swapped with their neighbour to make one name of another (the
/// optimal string alignment distance). A wrong case counts nothing by itself.
/// </summary>
/// <param name="word">What is compared with many names.</param>
internal sealed class EditDistance(string word)
{
    private int[] _beforeLast = new int[word.Length + 1];
    private int[] _last = new int[word.Length + 1];
    private int[] _current = new int[word.Length + 1];

    /// <returns>A number above <paramref name="limit"/> as soon as the distance must be.</returns>
    public int To(string name, int limit)
    {
        Start();
        for (var i = 1; i <= name.Length; i++)
        {
            if (Advance(name, i) > limit)
            {
                return limit + 1;
            }
        }

        return _last[word.Length];
    }

    /// <summary>The beginning of a name that is nearest to the word.</summary>
    /// <returns>Its distance, or a number above <paramref name="limit"/>, and its length: the shortest of equals, but one that ends like the word first.</returns>
    public (int Distance, int Length) ToBeginningOf(string name, int limit)
    {
        Start();
        var (best, length) = (limit + 1, 0);
        for (var i = 1; i <= name.Length; i++)
        {
            if (Advance(name, i) > limit)
            {
                break;
            }

            var distance = _last[word.Length];
            if (distance < best || (distance == best && distance <= limit && EndsAlike(name, i) && !EndsAlike(name, length)))
            {
                (best, length) = (distance, i);
            }
        }

        return (best, length);
    }

    private bool EndsAlike(string name, int length) => length > 0 && Same(name[length - 1], word[word.Length - 1]);

    private void Start()
    {
        for (var j = 0; j < _last.Length; j++)
        {
            _last[j] = j;
        }
    }

    /// <summary>Goes on by one character of the name.</summary>
    /// <returns>The least that the distance can still become.</returns>
    private int Advance(string name, int i)
    {
        _current[0] = i;
        var best = i;
        for (var j = 1; j <= word.Length; j++)
        {
            var cost = Same(name[i - 1], word[j - 1]) ? 0 : 1;
            var distance = Math.Min(Math.Min(_last[j] + 1, _current[j - 1] + 1), _last[j - 1] + cost);
            if (i > 1 && j > 1 && Same(name[i - 1], word[j - 2]) && Same(name[i - 2], word[j - 1]))
            {
                distance = Math.Min(distance, _beforeLast[j - 2] + 1);
            }

            _current[j] = distance;
            best = Math.Min(best, distance);
        }

        (_beforeLast, _last, _current) = (_last, _current, _beforeLast);
        return best;
    }

    private static bool Same(char left, char right) => left == right || char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
