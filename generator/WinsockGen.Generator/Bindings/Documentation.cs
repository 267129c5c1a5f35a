using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Writes documentation comments, in one line.</summary>
internal static class Documentation
{
    private const string ApiReference = "https://learn.microsoft.com/windows/win32/api/";

    /// <param name="writer">Receives the comment.</param>
    /// <param name="summary">Plain text without a closing dot.</param>
    /// <param name="doc">The page below the API reference, or empty.</param>
    public static void Write(SourceWriter writer, string summary, string doc = "")
    {
        if (summary.Length == 0 && doc.Length == 0)
        {
            return;
        }

        writer.Write("/// <summary>").Write(XmlText.Escape(summary));
        if (summary.Length > 0)
        {
            writer.Write('.');
        }

        if (doc.Length > 0)
        {
            writer.Write($"{(summary.Length > 0 ? " " : string.Empty)}<see href=\"{ApiReference}{doc}\"/>");
        }

        writer.Line("</summary>");
    }
}
