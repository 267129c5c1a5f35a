using WinsockGen.Generator.Capabilities;

namespace WinsockGen.Generator.Values;

/// <summary>How emitted code spells bytes that it reads or writes: spans, or arrays where the target has no spans.</summary>
internal readonly record struct ByteSpelling(string ToRead, string ToWrite)
{
    public static ByteSpelling Of(TargetCapabilities capabilities) => capabilities.HasSpan
        ? new("global::System.ReadOnlySpan<byte>", "global::System.Span<byte>")
        : new("byte[]", "byte[]");
}
