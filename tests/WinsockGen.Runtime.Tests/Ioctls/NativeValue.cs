using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Values;

namespace WinsockGen.Runtime.Tests.Ioctls;

/// <summary>A value of .NET as the bytes that a C program has for it, by the type that the catalog gives it.</summary>
internal static class NativeValue
{
    private const string ValuePrefix = "value:";

    public static byte[] Of(string type, object value) =>
        type.StartsWith(ValuePrefix, StringComparison.Ordinal) ? OfStruct(WinsockCatalog.Shared.Values.Find(type[ValuePrefix.Length..])!, value)
        : type.StartsWith("enum:", StringComparison.Ordinal) ? OfNumber("int", Convert.ToInt32(value, CultureInfo.InvariantCulture))
        : value is Guid id ? id.ToByteArray()
        : value is byte[] bytes ? bytes
        : OfNumber(type, value);

    public static byte[] OfNumber(string type, object value) => (type, value) switch
    {
        ("bool", bool flag) => BitConverter.GetBytes(flag ? 1 : 0),
        ("byte", byte number) => [number],
        ("port", ushort number) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(number)),
        ("ushort", ushort number) => BitConverter.GetBytes(number),
        ("int", int number) => BitConverter.GetBytes(number),
        ("uint", uint number) => BitConverter.GetBytes(number),
        ("ulong", ulong number) => BitConverter.GetBytes(number),
        ("TimeSpan", TimeSpan time) => BitConverter.GetBytes((uint)time.TotalMilliseconds),
        ("handle", nint handle) => BitConverter.GetBytes((long)handle)[..IntPtr.Size],
        _ => throw new NotSupportedException($"No input of an ioctl holds {value} as {type}."),
    };

    private static byte[] OfStruct(CatalogValue row, object value)
    {
        var bytes = new byte[GoldenLayout.SizeOf(row.Struct, IntPtr.Size)];
        foreach (CatalogValueField property in WinsockCatalog.Shared.FieldsOf(row))
        {
            if (property is { Type: "TimeSpan", Unit: not "ms" })
                throw new NotSupportedException($"{row.Name}.{property.Name} counts {property.Unit}.");
            var content = Of(property.Type, value.GetType().GetProperty(property.Name)!.GetValue(value)!);
            content.CopyTo(bytes, GoldenLayout.OffsetOf(row.Struct, property.Field, IntPtr.Size));

            // A field that counts the bytes of another has no property of its own.
            var counter = WinsockCatalog.Shared.Structs.Find(row.Struct)!.Fields.FirstOrDefault(field => field.Name == property.Field)?.CountField;
            if (!string.IsNullOrEmpty(counter))
                bytes[GoldenLayout.OffsetOf(row.Struct, counter, IntPtr.Size)] = (byte)content.Length;
        }

        return bytes;
    }
}
