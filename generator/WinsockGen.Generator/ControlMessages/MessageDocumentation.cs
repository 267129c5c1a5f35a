using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.ControlMessages;

/// <summary>Writes what a control message is, what makes Windows tell it, and where it exists.</summary>
internal static class MessageDocumentation
{
    private const string Reference = "https://learn.microsoft.com/windows/win32/winsock/";

    public static void WriteTryGet(SourceWriter writer, TypedMessage message) =>
        Write(writer, message, "False where this is another message, or its data are too short.", isReceived: true);

    public static void WriteTryWrite(SourceWriter writer, TypedMessage message) =>
        Write(writer, message, "False where it does not fit; then nothing is written.", isReceived: false);

    private static void Write(SourceWriter writer, TypedMessage message, string result, bool isReceived)
    {
        var facts = message.Message;
        writer.Line($"/// <summary>{XmlText.Escape(facts.Summary)}.</summary>");
        if (message.Shape.Remark.Length > 0)
        {
            writer.Line($"/// <param name=\"value\">{message.Shape.Remark}</param>");
        }

        writer.Line($"/// <returns>{result}</returns>");
        writer.Write($"/// <remarks><c>{facts.Name}</c> of <c>{facts.Level}</c>");
        if (isReceived && facts.Option.Length > 0)
        {
            writer.Write($", which <c>{facts.Option}</c> turns on");
        }

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
    }
}
