namespace WinsockGen.Catalog.Tests.Layout;

/// <summary>Size and alignment of a type in bytes.</summary>
internal readonly record struct StructLayout(int Size, int Alignment)
{
    public static int RoundUp(int offset, int alignment) => (offset + alignment - 1) / alignment * alignment;
}
