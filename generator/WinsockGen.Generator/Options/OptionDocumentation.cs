using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Options;

/// <summary>Writes what an option is, where it exists and how it fails.</summary>
internal static class OptionDocumentation
{
    private const string Reference = "https://learn.microsoft.com/windows/win32/winsock/";

    /// <param name="writer">Receives the comment.</param>
    /// <param name="receiver">The type of socket that it is written for.</param>
    /// <param name="option">The option.</param>
    /// <param name="valueTag">The element that tells of the value: that of a property, a result or a parameter.</param>
    public static void Write(SourceWriter writer, OptionReceiver receiver, TypedOption option, string valueTag)
    {
        var facts = option.Option;
        writer.Line($"/// <summary>{XmlText.Escape(facts.Summary)}.</summary>");
        WriteValue(writer, option, valueTag);
        writer.Write($"/// <remarks><c>{facts.Name}</c> of <c>{facts.Level}</c>, on {KindsOf(facts.Kinds)} sockets");
        if (facts.MinWindows.Length > 0)
        {
            writer.Write($", from Windows {facts.MinWindows} on");
        }

        writer.Write('.');
        if (facts.Doc.Length > 0)
        {
            writer.Write($" <see href=\"{Reference}{facts.Doc}\"/>");
        }

        writer.Line("</remarks>");
        writer.Line("/// <exception cref=\"global::System.Net.Sockets.SocketException\">The socket lacks the option (10042) or refuses it now (10022).</exception>");
        if (!receiver.IsOnWindowsOnly)
        {
            writer.Line("/// <exception cref=\"global::System.PlatformNotSupportedException\">This is not Windows.</exception>");
        }
    }

    private static void WriteValue(SourceWriter writer, TypedOption option, string tag)
    {
        var remark = option.Shape.Remark;
        var initial = option.Option.Default;
        if (remark.Length == 0 && initial.Length == 0)
        {
            return;
        }

        writer.Write($"/// <{tag}>{remark}");
        if (initial.Length > 0)
        {
            writer.Write($"{(remark.Length > 0 ? " " : string.Empty)}A new socket says {initial}.");
        }

        var end = tag.IndexOf(' ');
        writer.Line($"</{(end < 0 ? tag : tag.Substring(0, end))}>");
    }

    /// <summary>Kinds of sockets as people list them.</summary>
    public static string KindsOf(SocketKinds kinds)
    {
        var names = new List<string>();
        foreach (var kind in new[] { SocketKinds.Stream, SocketKinds.Datagram, SocketKinds.Message, SocketKinds.Raw })
        {
            if ((kinds & kind) != 0)
            {
                names.Add(kind.ToString().ToLowerInvariant());
            }
        }

        return names.Count == 1 ? names[0] : string.Join(", ", names.GetRange(0, names.Count - 1)) + " and " + names[names.Count - 1];
    }
}
