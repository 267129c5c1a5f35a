using System;
using System.Globalization;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Values;

/// <summary>Writes enumerations over constants of the catalog.</summary>
internal sealed class EnumerationEmitter(WinsockCatalog catalog)
{
    private const string Reference = "https://learn.microsoft.com/windows/win32/api/";

    public void Write(SourceWriter writer, CatalogEnumeration enumeration)
    {
        writer.Line($"/// <summary>{XmlText.Escape(enumeration.Summary)}.</summary>");
        if (enumeration.Doc.Length > 0)
        {
            writer.Line($"/// <remarks><see href=\"{Reference}{enumeration.Doc}\"/></remarks>");
        }

        if (enumeration.IsFlags)
        {
            writer.Line("[global::System.Flags]");
        }

        writer.Line($"public enum {enumeration.Name}");
        using var type = writer.Braces();
        foreach (var member in catalog.MembersOf(enumeration))
        {
            writer.Line($"/// <summary>{XmlText.Escape(member.Summary)}{(IsNumber(member.Constant) ? "." : $" (<c>{member.Constant}</c>).")}</summary>");
            writer.Line($"{member.Name} = {ValueOf(member)},");
        }
    }

    private string ValueOf(CatalogEnumerationMember member)
    {
        var text = IsNumber(member.Constant) ? member.Constant
            : catalog.Constants.Find(member.Constant)?.Value ?? throw new CatalogMismatchException($"{member.Enumeration}.{member.Name}: there is no {member.Constant}.");

        // An enumeration is an int; Windows writes some of its constants as what an uint holds.
        return text.StartsWith("0x", StringComparison.Ordinal)
            ? unchecked((int)uint.Parse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static bool IsNumber(string constant) => constant[0] is >= '0' and <= '9';
}
