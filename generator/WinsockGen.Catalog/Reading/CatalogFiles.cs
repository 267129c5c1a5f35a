using System.Text;

namespace WinsockGen.Catalog;

/// <summary>The catalog's files as they are embedded in this assembly.</summary>
internal static class CatalogFiles
{
    /// <summary>Reads one file whole.</summary>
    /// <param name="file">The file's name, such as <c>functions.tsv</c>.</param>
    public static string Read(string file)
    {
        using var stream = typeof(CatalogFiles).Assembly.GetManifestResourceStream(file)
            ?? throw new CatalogFormatException(file, 0, "the file is not part of the catalog");
        var bytes = new byte[stream.Length];
        var length = 0;
        for (int read; length < bytes.Length && (read = stream.Read(bytes, length, bytes.Length - length)) > 0;)
        {
            length += read;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
