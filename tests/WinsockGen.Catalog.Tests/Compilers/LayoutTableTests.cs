using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>
/// The layouts that mingw-w64's compilers give every struct are kept in <c>layout.tsv</c>, so that they can be compared with where there
/// is no such compiler. With the environment variable <c>WINSOCKGEN_UPDATE_LAYOUT</c> set to 1 the file is written anew.
/// </summary>
public class LayoutTableTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    private readonly ITestOutputHelper _output;

    public LayoutTableTests(ITestOutputHelper output) => _output = output;

    [CrossCompilerFact]
    public async Task The_committed_layouts_are_what_the_compilers_say()
    {
        var answers = await Task.WhenAll(new[] { 8, 4 }.Select(size => Task.Run(() => new HeaderLayout(CrossCompiler.Find(size)!, Catalog).Ask())));
        var ((x64, inHeaders), (x86, _)) = (answers[0], answers[1]);
        var table = new LayoutTable();
        foreach (var (name, cell) in x64)
        {
            table.Add(name, new(cell, x86.GetValueOrDefault(name, "-"), inHeaders.Contains(name.Split('.')[0])));
        }

        if (Environment.GetEnvironmentVariable("WINSOCKGEN_UPDATE_LAYOUT") == "1")
        {
            File.WriteAllText(TablePath(), table.Write());
        }

        var committed = Read();
        _output.WriteLine($"{table.Rows.Count} rows; of {x64.Keys.Count(IsStruct)} structs the headers have {inHeaders.Count}");
        var changed = table.Rows.Except(committed.Rows).Concat(committed.Rows.Except(table.Rows)).Select(row => row.ToString()).ToList();
        Assert.True(changed.Count == 0, $"layout.tsv is not up to date (WINSOCKGEN_UPDATE_LAYOUT=1 writes it anew):\n{string.Join('\n', changed)}");
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    public void Both_compilers_found_the_same_sizes(int pointerSize)
    {
        var rows = Read().Rows;

        Assert.All(
            Catalog.Structs.Where(row => IsStruct(row.Name) && rows.ContainsKey(row.Name)),
            row => Assert.Equal((row.Name, pointerSize == 8 ? row.Size64 : row.Size32), (row.Name, Size(rows[row.Name].For(pointerSize)))));
    }

    private static bool IsStruct(string name) => !name.Contains('.', StringComparison.Ordinal);

    private static int Size(string cell) => int.Parse(cell.Split(' ')[0], CultureInfo.InvariantCulture);

    private static LayoutTable Read()
    {
        using var reader = File.OpenText(TablePath());
        return LayoutTable.Read(reader);
    }

    private static string TablePath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "layout.tsv");
}
