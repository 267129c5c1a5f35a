using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>The options of the catalog that members of <c>SocketOptionName</c> stand for: some at one level, some at two.</summary>
internal static class FrameworkOptionNames
{
    private static readonly Lazy<ILookup<string, CatalogOption>> Table = new(() => Read().ToLookup(entry => entry.Member, entry => entry.Option, StringComparer.Ordinal));

    public static IEnumerable<CatalogOption> Find(string member) => Table.Value[member];

    private static IEnumerable<(string Member, CatalogOption Option)> Read()
    {
        var options = WinsockCatalog.Shared.Options.ToLookup(option => option.Level + "." + option.Name, StringComparer.Ordinal);
        using var reader = new StreamReader(typeof(FrameworkOptionNames).Assembly.GetManifestResourceStream("SocketOptionNames.tsv")!);
        while (reader.ReadLine() is { } line)
        {
            // Comments and the heading name no option.
            var cells = line.Split('\t');
            foreach (var option in cells.Length == 2 ? cells[1].Split(' ').SelectMany(name => options[name]) : [])
            {
                yield return (cells[0], option);
            }
        }
    }
}
