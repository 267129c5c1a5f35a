namespace WinsockGen.Generator.Text;

/// <summary>Text of the catalog inside documentation comments.</summary>
internal static class XmlText
{
    public static string Escape(string text) =>
        text.IndexOf('&') < 0 && text.IndexOf('<') < 0 && text.IndexOf('>') < 0
            ? text
            : text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
