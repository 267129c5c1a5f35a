using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Writes documentation comments.</summary>
internal static class Documentation
{
    /// <summary>Where the pages of functions and structs are.</summary>
    public const string ApiReference = "https://learn.microsoft.com/windows/win32/api/";

    /// <summary>Where the pages of groups of constants are.</summary>
    public const string Guide = "https://learn.microsoft.com/windows/win32/winsock/";

    /// <param name="writer">Receives the comment, in one line.</param>
    /// <param name="summary">Plain text without a closing dot.</param>
    /// <param name="doc">The page below <paramref name="site"/>, or empty.</param>
    /// <param name="note">A sentence that follows the summary, with its dot, or empty.</param>
    /// <param name="site">The beginning of the page's address.</param>
    public static void Write(SourceWriter writer, string summary, string doc = "", string note = "", string site = ApiReference)
    {
        if (summary.Length == 0 && doc.Length == 0 && note.Length == 0)
        {
            return;
        }

        writer.Write("/// <summary>");
        var separator = string.Empty;
        if (summary.Length > 0)
        {
            writer.Write(XmlText.Escape(summary)).Write('.');
            separator = " ";
        }

        if (note.Length > 0)
        {
            writer.Write(separator).Write(note);
            separator = " ";
        }

        if (doc.Length > 0)
        {
            writer.Write($"{separator}<see href=\"{site}{doc}\"/>");
        }

        writer.Line("</summary>");
    }
}
