using System;

namespace WinsockGen.Catalog;

/// <summary>A catalog file breaks the schema of the catalog's README.</summary>
public sealed class CatalogFormatException : Exception
{
    public CatalogFormatException(string file, int line, string problem)
        : base($"{file}({line}): {problem}")
    {
        File = file;
        Line = line;
    }

    /// <summary>The file's name, without a folder.</summary>
    public string File { get; }

    /// <summary>The line's number, counted from 1.</summary>
    public int Line { get; }
}
