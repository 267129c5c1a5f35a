using System.Linq;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Values;

/// <summary>Writes values as C# structs: properties, and how they are read from and written to the bytes of the SDK's struct.</summary>
/// <remarks>
/// They are no copies of the SDK's structs: those would need unsafe code where they hold arrays, and would show padding, counts and
/// units that .NET has types for. No layout attribute is needed, since the bytes are read one field at a time.
/// </remarks>
internal sealed class ValueEmitter(TargetCapabilities capabilities)
{
    private const string Reference = "https://learn.microsoft.com/windows/win32/api/";

    private readonly ByteSpelling _bytes = ByteSpelling.Of(capabilities);

    public void Write(SourceWriter writer, NeededValue value)
    {
        var row = value.Row;
        writer.Line($"/// <summary>{XmlText.Escape(row.Summary)}.</summary>");
        writer.Line($"/// <remarks><c>{row.Struct}</c>.{(row.Doc.Length > 0 ? $" <see href=\"{Reference}{row.Doc}\"/>" : string.Empty)}</remarks>");
        writer.Line($"public struct {row.Name}");
        using var type = writer.Braces();
        writer.Line(value.Size.IsTheSame ? $"internal const int Size = {value.Size.ToSource()};" : $"internal static int Size => {value.Size.ToSource()};");
        foreach (var property in value.Properties.Where(property => property.Address is not null))
        {
            writer.Line($"private RawAddress {property.Stored};");
        }

        if (value.IsWritten)
        {
            WriteConstructor(writer.Line(), value);
        }

        foreach (var property in value.Properties)
        {
            WriteProperty(writer.Line(), property);
        }

        if (value.IsRead)
        {
            WriteRead(writer.Line(), value);
        }

        if (value.IsOptional)
        {
            writer.Line().Line($"internal static {value.Row.Name}? ReadOptional({_bytes.ToRead} bytes, int length) => length == 0 ? default({value.Row.Name}?) : Read(bytes, 0);");
        }

        if (value.IsCounted)
        {
            WriteReadCounted(writer.Line(), value);
        }

        if (value.IsWritten)
        {
            WriteWrite(writer.Line(), value);
        }

        if (value.IsPacked)
        {
            WriteToBytes(writer.Line());
        }
    }

    private static void WriteConstructor(SourceWriter writer, NeededValue value)
    {
        writer.Line("/// <summary>A value of its parts.</summary>");
        foreach (var property in value.Properties)
        {
            writer.Line($"/// <param name=\"{property.ParameterName}\">{SummaryOf(property)}</param>");
        }

        var parameters = value.Properties.Select(property => $"{property.Type} {Identifier.Escape(property.ParameterName)}");
        writer.Line($"public {value.Row.Name}({string.Join(", ", parameters)}) : this()");
        using var body = writer.Braces();
        foreach (var property in value.Properties)
        {
            writer.Line($"{property.Row.Name} = {Identifier.Escape(property.ParameterName)};");
        }
    }

    private static void WriteProperty(SourceWriter writer, ValueProperty property)
    {
        writer.Line($"/// <summary>{SummaryOf(property)}</summary>");
        writer.Line(property.Address is var (toProperty, fromProperty)
            ? $"public {property.Type} {property.Row.Name} {{ get => {property.Stored}.{toProperty}(); set => {property.Stored} = RawAddress.{fromProperty}(value, nameof({property.Row.Name})); }}"
            : $"public {property.Type} {property.Row.Name} {{ get; set; }}");
    }

    private void WriteRead(SourceWriter writer, NeededValue value)
    {
        writer.Line($"internal static {value.Row.Name} Read({_bytes.ToRead} bytes, int offset)");
        using var body = writer.Braces();
        writer.Line($"{value.Row.Name} value = default({value.Row.Name});");
        foreach (var property in value.Properties)
        {
            WriteStatement(writer, property, $"value.{property.Stored} = {property.Read};");
        }

        writer.Line("return value;");
    }

    private void WriteWrite(SourceWriter writer, NeededValue value)
    {
        writer.Line($"internal void Write({_bytes.ToWrite} bytes, int offset)");
        using var body = writer.Braces();
        foreach (var property in value.Properties)
        {
            WriteStatement(writer, property, property.Write + ";");
        }
    }

    /// <summary>What counts may lie: only what was answered is read.</summary>
    private void WriteReadCounted(SourceWriter writer, NeededValue value) => writer.Lines(
        $$"""
        internal static {{value.Row.Name}}[] ReadCounted({{_bytes.ToRead}} bytes, int length, int first)
        {
            uint count = length < first ? 0 : global::System.Math.Min(RawBytes.UInt32(bytes, 0), (uint)((length - first) / Size));
            {{value.Row.Name}}[] values = new {{value.Row.Name}}[count];
            for (int i = 0; i < values.Length; i++)
                values[i] = Read(bytes, first + i * Size);
            return values;
        }
        """);

    /// <summary>A buffer from the stack is not always zero, a new one is.</summary>
    private void WriteToBytes(SourceWriter writer)
    {
        var type = capabilities.HasRawSocketOption ? _bytes.ToWrite : "byte[]";
        writer.Line($"internal {type} ToBytes({type} bytes)");
        using var body = writer.Braces();
        if (capabilities.HasRawSocketOption)
        {
            writer.Line("bytes.Clear();");
        }

        writer.Line("Write(bytes, 0);");
        writer.Line("return bytes;");
    }

    private static void WriteStatement(SourceWriter writer, ValueProperty property, string statement)
    {
        if (property.Condition.Length == 0)
        {
            writer.Line(statement);
            return;
        }

        writer.Line($"if ({property.Condition})");
        using var body = writer.Braces();
        writer.Line(statement);
    }

    private static string SummaryOf(ValueProperty property) =>
        XmlText.Escape(property.Row.Summary) + "." + (property.Remark.Length > 0 ? " " + property.Remark : string.Empty);
}
