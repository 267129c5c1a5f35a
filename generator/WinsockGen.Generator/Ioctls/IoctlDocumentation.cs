using WinsockGen.Generator.Options;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Ioctls;

/// <summary>Writes what an ioctl is, where it exists and how it fails.</summary>
internal static class IoctlDocumentation
{
    private const string Reference = "https://learn.microsoft.com/windows/win32/winsock/";

    public static void Write(SourceWriter writer, OptionReceiver receiver, TypedIoctl ioctl)
    {
        var (facts, method) = (ioctl.Ioctl, ioctl.Method);
        writer.Line($"/// <summary>{XmlText.Escape(method.Summary)}.</summary>");
        writer.Write($"/// <remarks><c>{facts.Name}</c>, on {OptionDocumentation.KindsOf(facts.Kinds)} sockets");
        if (ioctl.MinWindows.Length > 0)
        {
            writer.Write($", from Windows {ioctl.MinWindows} on");
        }

        writer.Write('.');
        if (method.Remark.Length > 0)
        {
            writer.Write($" {XmlText.Escape(method.Remark)}");
        }

        if (facts.IsCompletedLater && method.Output.Length == 0)
        {
            writer.Write(" The call is made before the method returns: what is queried then is not older than the wait. It may also end without a change.");
        }

        if (facts.Doc.Length > 0)
        {
            writer.Write($" <see href=\"{Reference}{facts.Doc}\"/>");
        }

        writer.Line("</remarks>");
        writer.Line("/// <exception cref=\"global::System.Net.Sockets.SocketException\">The socket or this Windows lacks the ioctl (10045), or refuses it now (10022).</exception>");
        if (facts.IsCompletedLater)
        {
            writer.Line("/// <exception cref=\"global::System.OperationCanceledException\">The wait was given up.</exception>");
        }

        if (!receiver.IsOnWindowsOnly)
        {
            writer.Line("/// <exception cref=\"global::System.PlatformNotSupportedException\">This is not Windows.</exception>");
        }
    }
}
