using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>
/// What a C compiler made of the structs: <c>layout.tsv</c>. A row is a struct with its size and alignment, or a field (by its path in
/// C) with its offset in bytes, or a bit-field with its bits, counted from the start of the struct.
/// </summary>
internal sealed class LayoutTable
{
    private const string Header = "name\tx64\tx86\tdeclared";

    /// <summary>The last column of a struct that the headers of the compiler lack.</summary>
    private const string DeclaredByCatalog = "as the catalog has it";

    private readonly SortedDictionary<string, LayoutRow> _rows = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, LayoutRow> Rows => _rows;

    public static string SizeAndAlignment(long size, long alignment) => Invariant($"{size} align {alignment}");

    public static string Offset(long offset) => Invariant($"{offset}");

    public static string Bits(long first, long count) => Invariant($"bits {first}-{first + count - 1}");

    public static LayoutTable Read(TextReader reader)
    {
        var table = new LayoutTable();
        while (reader.ReadLine() is { } line)
        {
            if (line != Header && line.Split('\t') is [var name, var x64, var x86, var declared])
            {
                table.Add(name, new(x64, x86, InHeaders: declared.Length == 0));
            }
        }

        return table;
    }

    public void Add(string name, LayoutRow row) => _rows.Add(name, row);

    public string Write() =>
        Header + "\n"
        + string.Concat(_rows.Select(row => $"{row.Key}\t{row.Value.X64}\t{row.Value.X86}\t{(row.Value.InHeaders ? string.Empty : DeclaredByCatalog)}\n"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
