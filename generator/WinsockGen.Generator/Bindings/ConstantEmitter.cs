using System;
using System.Globalization;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Writes constants, each with the type of the parameter that it is meant for. Neighbours of one group and type share a declaration, and
/// with it the documentation of their group.
/// </summary>
internal sealed class ConstantEmitter(EmissionContext context)
{
    private readonly ConstantDocumentation _documentation = new(context.Catalog);

    // The declaration that waits for a further name or its end.
    private string _openType = string.Empty;
    private string _openGroup = string.Empty;

    public void Write(SourceWriter writer)
    {
        foreach (var position in context.Selection.Constants)
        {
            Write(writer, context.Catalog.Constants[position]);
        }

        Close(writer);
    }

    private void Write(SourceWriter writer, CatalogConstant constant)
    {
        var name = Identifier.Escape(constant.Name);
        var type = constant.Type.Name is "Guid" or "string" ? constant.Type.Name : context.Types.Spell(constant.Type);
        if (IsProperty(constant, type))
        {
            Close(writer);
            _documentation.Write(writer, constant);
            WriteProperty(writer, constant, name, type);
            return;
        }

        if (constant.Summary.Length == 0 && constant.Group.Length > 0 && constant.Group == _openGroup && type == _openType)
        {
            writer.Write(",\n    ");
        }
        else
        {
            Close(writer);
            _documentation.Write(writer, constant);
            writer.Write($"public const {type} ");
            _openType = type;
            _openGroup = constant.Summary.Length == 0 ? constant.Group : string.Empty;
        }

        writer.Write($"{name} = ");
        WriteValue(writer, constant.Value, type);
    }

    private void Close(SourceWriter writer)
    {
        if (_openType.Length > 0)
        {
            writer.Line(";");
            _openType = string.Empty;
        }
    }

    // C# has no constants of native size beyond 32 bits, because their value depends on the process.
    private static bool IsProperty(CatalogConstant constant, string type) =>
        type == "Guid" || type[type.Length - 1] == '*' || (type is "nint" or "nuint" && !FitsNative(constant.Value, type));

    private static void WriteProperty(SourceWriter writer, CatalogConstant constant, string name, string type)
    {
        if (type == "Guid")
        {
            // Made anew each time from immediate operands: exact, without a static constructor or an allocation.
            writer.Write($"public static _Sys::Guid {name} => new _Sys::Guid(");
            WriteGuid(writer, constant);
            writer.Line(");");
        }
        else if (type[type.Length - 1] == '*')
        {
            writer.Line($"public static {type} {name} => ({type})({constant.Value});");
        }
        else
        {
            writer.Line($"public static {type} {name} => unchecked(({type})({constant.Value}));");
        }
    }

    private static void WriteValue(SourceWriter writer, string value, string type)
    {
        if (type == "string")
        {
            writer.Write($"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"");
        }
        else if (FitsDirectly(value, type))
        {
            writer.Write(value);
        }
        else
        {
            writer.Write($"unchecked(({type})({value}))");
        }
    }

    private static bool FitsNative(string value, string type) =>
        TryParse(value, out var number) && (type == "nint" ? number is >= int.MinValue and <= int.MaxValue : number is >= 0 and <= uint.MaxValue);

    private static bool FitsDirectly(string value, string type) => TryParse(value, out var number) && type switch
    {
        "sbyte" => number is >= sbyte.MinValue and <= sbyte.MaxValue,
        "byte" => number is >= 0 and <= byte.MaxValue,
        "short" => number is >= short.MinValue and <= short.MaxValue,
        "ushort" => number is >= 0 and <= ushort.MaxValue,
        "int" => number is >= int.MinValue and <= int.MaxValue,
        "uint" => number is >= 0 and <= uint.MaxValue,
        "ulong" => number >= 0,
        _ => true,
    };

    private static bool TryParse(string value, out decimal number)
    {
        if (value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && ulong.TryParse(value.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal))
        {
            number = hexadecimal;
            return true;
        }

        return decimal.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static void WriteGuid(SourceWriter writer, CatalogConstant constant)
    {
        var bytes = Guid.ParseExact(constant.Value, "D").ToByteArray();
        writer.Write($"0x{BitConverter.ToUInt32(bytes, 0).ToString("x8", CultureInfo.InvariantCulture)}, ");
        writer.Write($"0x{BitConverter.ToUInt16(bytes, 4).ToString("x4", CultureInfo.InvariantCulture)}, ");
        writer.Write($"0x{BitConverter.ToUInt16(bytes, 6).ToString("x4", CultureInfo.InvariantCulture)}");
        for (var i = 8; i < bytes.Length; i++)
        {
            writer.Write($", {bytes[i]}");
        }
    }
}
