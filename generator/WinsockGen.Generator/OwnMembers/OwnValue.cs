using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>A value that Windows reads or writes, as emitted code handles it.</summary>
/// <param name="Type">The type as source spells it.</param>
/// <param name="Raw">The blittable type whose bytes are Windows' own: an integer for a bool, a time or an enum.</param>
/// <param name="Before">Text before the raw value, to make a value of it.</param>
/// <param name="After">Text after the raw value, likewise.</param>
/// <param name="ToRaw">An expression that makes the raw value of <c>{0}</c>.</param>
internal sealed record OwnValue(string Type, string Raw, string Before, string After, string ToRaw)
{
    /// <summary>A value whose bytes are Windows' own.</summary>
    public OwnValue(string type)
        : this(type, type, string.Empty, string.Empty, "{0}")
    {
    }

    /// <summary>How wide it is; null where only the runtime knows.</summary>
    public NativeSize? Width { get; init; }

    /// <summary>What it needs besides.</summary>
    public OwnMemberParts Parts { get; init; }

    public string FromRaw(string raw) => Before + raw + After;

    public string ToRawOf(string value) => ToRaw.Replace("{0}", value);
}
