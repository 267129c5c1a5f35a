using System;

namespace WinsockGen.Catalog;

/// <summary>A part of a catalog file's text, read without copying it.</summary>
internal readonly struct Slice
{
    private readonly string _text;
    private readonly int _start;

    public Slice(string text, int start, int end)
    {
        _text = text;
        _start = start;
        Length = end - start;
    }

    public int Length { get; }

    public bool IsEmpty => Length == 0;

    public char this[int index] => _text[_start + index];

    public bool Is(string value) => Length == value.Length && string.CompareOrdinal(_text, _start, value, 0, Length) == 0;

    public bool StartsWith(string value) =>
        Length >= value.Length && string.CompareOrdinal(_text, _start, value, 0, value.Length) == 0;

    public int IndexOf(char value, int from = 0)
    {
        var index = _text.IndexOf(value, _start + from, Length - from);
        return index < 0 ? -1 : index - _start;
    }

    public int LastIndexOf(char value)
    {
        var index = Length == 0 ? -1 : _text.LastIndexOf(value, _start + Length - 1, Length);
        return index < 0 ? -1 : index - _start;
    }

    public Slice From(int start) => new(_text, _start + start, _start + Length);

    public Slice Until(int end) => new(_text, _start, _start + end);

    public Slice Trim()
    {
        var (start, end) = (_start, _start + Length);
        while (start < end && _text[start] == ' ')
        {
            start++;
        }

        while (end > start && _text[end - 1] == ' ')
        {
            end--;
        }

        return new(_text, start, end);
    }

    /// <summary>The parts between the occurrences of <paramref name="separator"/>, trimmed; none when this is empty.</summary>
    public Slice[] Split(char separator)
    {
        var rest = Trim();
        if (rest.IsEmpty)
        {
            return Array.Empty<Slice>();
        }

        var count = 1;
        for (var i = 0; i < rest.Length; i++)
        {
            count += rest[i] == separator ? 1 : 0;
        }

        var parts = new Slice[count];
        for (var i = 0; i < count; i++)
        {
            var end = rest.IndexOf(separator);
            parts[i] = (end < 0 ? rest : rest.Until(end)).Trim();
            rest = end < 0 ? rest.From(rest.Length) : rest.From(end + 1);
        }

        return parts;
    }

    public override string ToString() => Length == 0 ? string.Empty : _text.Substring(_start, Length);
}
