using System;

namespace WinsockGen.Generator.Tests.ControlMessages;

/// <summary>A control message, apart from the buffer that it stood in.</summary>
internal sealed record ReadMessage(int Level, int Type, byte[] Data)
{
    public bool Equals(ReadMessage? other) =>
        other is not null && (Level, Type) == (other.Level, other.Type) && Data.AsSpan().SequenceEqual(other.Data);

    public override int GetHashCode() => HashCode.Combine(Level, Type, Data.Length);

    public override string ToString() => $"{Level}/{Type}: {Convert.ToHexString(Data)}";
}
