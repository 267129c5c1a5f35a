using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.Options;

/// <summary>How an option looks in C#: its type, and the expressions that get and set it.</summary>
/// <param name="Type">The type as source spells it; empty for an option without a value.</param>
/// <param name="Get">Gives the value; <see cref="Option"/> in it stands for the option, <see cref="Buffer"/> for what makes a buffer.</param>
/// <param name="Set">Sets <c>value</c>, likewise; of a query, what makes the bytes that ask.</param>
internal sealed record OptionShape(string Type, string Get, string Set)
{
    /// <summary>Stands for the emitted <c>RawOption</c> of a socket's option.</summary>
    public const string Option = "{option}";

    /// <summary>Stands for <c>stackalloc byte</c>, or for <c>new byte</c> where that is not possible.</summary>
    public const string Buffer = "{buffer}";

    /// <summary>What the expressions need of <c>RawOption</c>.</summary>
    public RawOptionParts Parts { get; init; }

    /// <summary>What they need of <c>RawBytes</c>.</summary>
    public RawBytesParts BytesParts { get; init; }

    /// <summary>The value or enumeration of the catalog that the type is, or is an array of; empty for types of the framework.</summary>
    public string CatalogType { get; init; } = string.Empty;

    /// <summary>A reply without bytes says that there is no value.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The value stands behind a number that counts how many there are.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Only System.Net.Sockets.Socket has it: the runtime's sockets do it themselves.</summary>
    public bool IsOfFrameworkOnly { get; init; }

    /// <summary>A sentence about the value, for documentation; empty where the type says it all.</summary>
    public string Remark { get; init; } = string.Empty;

    /// <summary>The type as people write it.</summary>
    public string DisplayType => Type.Substring(Type.LastIndexOf('.') + 1);
}
