using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace WinsockGen.Catalog.Tests.Tables;

/// <summary>The catalog's files as they stand in the repository, byte by byte.</summary>
internal static class DataFolder
{
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    public static IReadOnlyList<string> Files { get; } =
        Directory.GetFiles(Path.Combine(RepositoryRoot, "generator", "WinsockGen.Catalog", "Data"), "*.tsv")
            .Order(StringComparer.Ordinal)
            .ToArray();

    /// <summary>The lines of a file that are neither empty nor comments, split into cells; the first is the header.</summary>
    public static List<string[]> Rows(string path) =>
        File.ReadAllText(path)
            .Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToList();

    private static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WinsockGen.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("WinsockGen.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
