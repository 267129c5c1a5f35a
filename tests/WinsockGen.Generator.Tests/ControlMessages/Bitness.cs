namespace WinsockGen.Generator.Tests.ControlMessages;

/// <summary>The Windows that emitted code lays control messages out for: the number is the bytes of a pointer.</summary>
public enum Bitness
{
    X86 = 4,
    X64 = 8,
}
