namespace WinsockGen.Generator.Ioctls;

/// <summary>A number or something as wide as one: how it looks in C#, and how it is read and written at the start of a buffer.</summary>
/// <param name="Type">The type as source spells it.</param>
/// <param name="Size">Its bytes in Windows.</param>
/// <param name="Read">An expression over <c>output</c>.</param>
/// <param name="Write">A statement over <c>input</c> that writes {0}.</param>
internal sealed record IoctlNumber(string Type, Values.NativeSize Size, string Read, string Write)
{
    private static readonly Values.NativeSize Four = new(4, 4);

    /// <returns>Null for a type that is no number.</returns>
    public static IoctlNumber? Of(string type) => type switch
    {
        "bool" => new(type, Four, "RawBytes.UInt32(output, 0) != 0", "RawBytes.SetUInt32(input, 0, {0} ? 1u : 0u)"),
        "int" => new(type, Four, "unchecked((int)RawBytes.UInt32(output, 0))", "RawBytes.SetUInt32(input, 0, unchecked((uint){0}))"),
        "uint" => new(type, Four, "RawBytes.UInt32(output, 0)", "RawBytes.SetUInt32(input, 0, {0})"),
        "byte" => new(type, new(1, 1), "RawBytes.Byte(output, 0)", "RawBytes.SetByte(input, 0, {0})"),
        "ushort" => new(type, new(2, 2), "RawBytes.UInt16(output, 0)", "RawBytes.SetUInt16(input, 0, {0})"),
        "ulong" => new(type, new(8, 8), "RawBytes.UInt64(output, 0)", "RawBytes.SetUInt64(input, 0, {0})"),
        "Guid" => new("global::System.Guid", new(16, 16), "RawBytes.Guid(output, 0)", "RawBytes.SetGuid(input, 0, {0})") { Parts = Values.RawBytesParts.Guids },
        "handle" => new("global::System.IntPtr", new(8, 4), "RawBytes.Handle(output, 0)", "RawBytes.SetHandle(input, 0, {0})") { Parts = Values.RawBytesParts.Handles },
        _ => null,
    };

    /// <summary>An enumeration of the catalog: 4 bytes.</summary>
    public static IoctlNumber OfEnumeration(string type) =>
        new(type, Four, $"unchecked(({type})RawBytes.UInt32(output, 0))", "RawBytes.SetUInt32(input, 0, unchecked((uint){0}))");

    /// <summary>What it needs of <c>RawBytes</c>.</summary>
    public Values.RawBytesParts Parts { get; init; }
}
