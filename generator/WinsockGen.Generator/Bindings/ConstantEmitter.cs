using System;
using System.Globalization;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Writes constants, each with the type of the parameter that it is meant for.</summary>
internal sealed class ConstantEmitter(EmissionContext context)
{
    public void Write(SourceWriter writer)
    {
        foreach (var position in context.Selection.Constants)
        {
            Write(writer, context.Catalog.Constants[position]);
        }
    }

    private void Write(SourceWriter writer, CatalogConstant constant)
    {
        Documentation.Write(writer, constant.Summary);
        var name = Identifier.Escape(constant.Name);
        switch (constant.Type.Name)
        {
            case "Guid":
                // Made anew each time from immediate operands: exact, without a static constructor or an allocation.
                writer.Write($"public static _Sys::Guid {name} => new _Sys::Guid(");
                WriteGuid(writer, constant);
                writer.Line(");");
                break;
            case "string":
                writer.Line($"public const string {name} = \"{constant.Value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\";");
                break;
            default:
                WriteNumber(writer, constant, name, context.Types.Spell(constant.Type));
                break;
        }
    }

    private static void WriteNumber(SourceWriter writer, CatalogConstant constant, string name, string type)
    {
        var value = constant.Value;
        if (type.EndsWith("*", StringComparison.Ordinal))
        {
            writer.Line($"public static {type} {name} => ({type})({value});");
        }
        else if (type is "nint" or "nuint" && !FitsNative(value, type))
        {
            // C# has no constants of native size beyond 32 bits, because their value depends on the process.
            writer.Line($"public static {type} {name} => unchecked(({type})({value}));");
        }
        else
        {
            writer.Write($"public const {type} {name} = ");
            writer.Line(FitsDirectly(value, type) ? $"{value};" : $"unchecked(({type})({value}));");
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
