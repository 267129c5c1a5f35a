using System.Linq;
using WinsockGen.Catalog.Tests.Layout;
using Xunit;
using Xunit.Abstractions;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>What 32-bit DLLs export agrees with the parameters that the catalog names, in number and width.</summary>
public class ImportLibraryTests
{
    private const int StackSlot = 4;

    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    private readonly ITestOutputHelper _output;

    public ImportLibraryTests(ITestOutputHelper output) => _output = output;

    [CrossCompilerTheory]
    [InlineData("ws2_32", 120)]
    [InlineData("mswsock", 15)]
    [InlineData("kernel32", 9)]
    public void Functions_take_as_many_bytes_as_their_exports_say(string dll, int fewest)
    {
        var calculator = new LayoutCalculator(Catalog, pointerSize: 4);
        var exports = ImportLibrary.ArgumentBytes(dll);
        var functions = Catalog.Functions.Where(row => row.Dll == dll && exports.ContainsKey(row.Entry)).ToList();
        _output.WriteLine($"lib{dll}.a knows {functions.Count} functions of the catalog");

        Assert.Empty(functions
            .Select(row => (row.Name, Bytes: row.Parameters.Sum(parameter =>
                StructLayout.RoundUp(calculator.LayoutOf(parameter.Type).Size, StackSlot))))
            .Where(function => function.Bytes != exports[function.Name])
            .Select(function => $"{function} and not {exports[function.Name]}"));
        Assert.True(functions.Count >= fewest, "the library knew too little for this to mean anything");
    }
}
