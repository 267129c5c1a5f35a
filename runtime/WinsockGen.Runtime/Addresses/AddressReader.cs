using System;
using System.Buffers;

namespace WinsockGen;

/// <summary>
/// Reads the text of an address from left to right. The first thing that is not as it should be is remembered: what, and where.
/// </summary>
internal ref struct AddressReader(ReadOnlySpan<char> text)
{
    private const int GuidLength = 36;
    private const int LongestQuote = 100;

    private static readonly SearchValues<char> GuidCharacters = SearchValues.Create("0123456789ABCDEFabcdef-");

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;
    private string? _expected;

    /// <summary>Nothing is left.</summary>
    public readonly bool IsAtEnd => _position == _text.Length;

    /// <summary>A hyphen is still to come: GUIDs have them, numbers do not.</summary>
    public readonly bool HasHyphen => Rest.Contains('-');

    private readonly ReadOnlySpan<char> Rest => _text[_position..];

    /// <summary>Goes past a character, if it comes next.</summary>
    public bool TryTake(char character)
    {
        if (IsAtEnd || _text[_position] != character)
            return false;
        _position++;
        return true;
    }

    /// <summary>Goes past a character that must come next; <paramref name="name"/> is it, in quotes, for the message.</summary>
    public bool Take(char character, string name) => TryTake(character) || Expect(name);

    /// <summary>Reads hexadecimal digits, as many as there are up to a number.</summary>
    public bool TakeHex(int least, int most, out ulong value)
    {
        value = 0;
        for (int digits = 0; digits < most; digits++)
        {
            if (IsAtEnd || !char.IsAsciiHexDigit(_text[_position]))
                return digits >= least || Expect("a hexadecimal digit");
            int letter = _text[_position++];
            value = (value << 4) | (uint)(letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10);
        }

        return true;
    }

    /// <summary>Reads a decimal number.</summary>
    public bool TakeNumber(uint largest, out uint value)
    {
        int start = _position;
        ulong number = 0;
        while (number <= largest && !IsAtEnd && char.IsAsciiDigit(_text[_position]))
            number = (number * 10) + (uint)(_text[_position++] - '0');
        value = (uint)number;
        if (_position > start && number <= largest)
            return true;
        _position = start;
        return Expect($"a number from 0 to {largest}");
    }

    /// <summary>Reads a GUID as 32 digits with hyphens. (The framework alone would also take signs and blanks.)</summary>
    public bool TakeGuid(out Guid value)
    {
        value = default;
        if (Rest.Length < GuidLength || Rest[..GuidLength].ContainsAnyExcept(GuidCharacters) || !Guid.TryParseExact(Rest[..GuidLength], "D", out value))
            return Expect("a GUID of 32 digits and 4 hyphens");
        _position += GuidLength;
        return true;
    }

    /// <summary>Reads all that is left, if there is no more of it than that and all of it is Latin 1 without a zero.</summary>
    public bool TakeLatin1(int most, out string value)
    {
        value = string.Empty;
        int wrong = Rest.IndexOfAnyExceptInRange('\u0001', '\u00FF');
        if (wrong >= 0 || Rest.Length > most)
        {
            _position += wrong >= 0 && wrong < most ? wrong : most;
            return Expect(wrong >= 0 && wrong < most ? "a character from 1 to 255" : $"the end, after {most} characters,");
        }

        value = Rest.ToString();
        _position = _text.Length;
        return true;
    }

    /// <summary>Checks that nothing is left.</summary>
    public bool TakeEnd() => IsAtEnd || Expect("the end");

    /// <summary>What was wrong.</summary>
    /// <param name="form">What the text was to be, with an example.</param>
    public readonly FormatException Failure(string form)
    {
        string quote = _text.Length > LongestQuote ? $"{_text[..LongestQuote]}..." : _text.ToString();
        return new FormatException($"'{quote}' is not {form}: {_expected} is expected at index {_position}.");
    }

    private bool Expect(string what)
    {
        _expected ??= what;
        return false;
    }
}
