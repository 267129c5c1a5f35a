namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>Where something stands on 64-bit Windows and on x86.</summary>
/// <param name="X64">As the table's cells say it; arm64 is the same.</param>
/// <param name="X86">The same for x86.</param>
/// <param name="InHeaders">The compiler's own headers declare it; otherwise it was declared from the catalog.</param>
internal readonly record struct LayoutRow(string X64, string X86, bool InHeaders)
{
    public string For(int pointerSize) => pointerSize == 8 ? X64 : X86;
}
