using System;
using System.IO;
using System.Linq;
using System.Reflection;
using WinsockGen.Catalog;
using WinsockGen.Catalog.Tests.Compilers;

namespace WinsockGen.Generator.Tests.Values;

/// <summary>Where C compilers put the fields of structs: layout.tsv.</summary>
internal static class GoldenLayout
{
    private static readonly LayoutTable Table = Read();

    public static int SizeOf(string name, int pointerSize) => Number(Table.Rows[name].For(pointerSize).Split(' ')[0]);

    /// <param name="name">The struct.</param>
    /// <param name="path">A field, as the catalog's values name it: what C leaves unnamed has a name there.</param>
    /// <param name="pointerSize">8, or 4 for x86.</param>
    public static int OffsetOf(string name, string path, int pointerSize)
    {
        var parts = path.Split('.');
        for (var taken = parts.Length; taken > 0; taken--)
        {
            if (parts[taken - 1].StartsWith("Anonymous", StringComparison.Ordinal))
            {
                continue;
            }

            var known = string.Join('.', parts.Take(taken).Where(part => !part.StartsWith("Anonymous", StringComparison.Ordinal)));
            if (!Table.Rows.TryGetValue($"{name}.{known}", out var row))
            {
                continue;
            }

            // The rest is of a struct that stands in the table by its own name.
            return Number(row.For(pointerSize))
                + (taken == parts.Length ? 0 : OffsetOf(TypeOf(name, parts.AsSpan(0, taken)), string.Join('.', parts.Skip(taken)), pointerSize));
        }

        throw new InvalidDataException($"{name} has no {path}.");
    }

    private static string TypeOf(string name, ReadOnlySpan<string> path)
    {
        foreach (var part in path)
        {
            name = WinsockCatalog.Shared.Structs.Find(name)!.Fields.Single(field => field.Name == part).Type.Name;
        }

        return name;
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static LayoutTable Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("layout.tsv")!);
        return LayoutTable.Read(reader);
    }
}
