using System.IO;
using System.IO.Compression;
using System.Text;

namespace WinsockGen.Catalog;

/// <summary>The catalog's files as CompressCatalog.targets embeds them in this assembly.</summary>
internal static class CatalogFiles
{
    /// <summary>Reads one file whole.</summary>
    /// <param name="file">The file's name, such as <c>functions.tsv</c>.</param>
    public static string Read(string file)
    {
        using var resource = typeof(CatalogFiles).Assembly.GetManifestResourceStream(file)
            ?? throw new CatalogFormatException(file, 0, "the file is not part of the catalog");
        using var reader = new StreamReader(new DeflateStream(resource, CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
