using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>
/// Computes the layout of blittable structs by the common rules of the Windows ABIs, so that x86 can be judged on another system: a
/// field is aligned to its own alignment, a struct to that of its strictest field.
/// </summary>
internal sealed class SequentialLayout(int pointerSize)
{
    public int SizeOf(Type type) => Measure(type).Size;

    public int OffsetOf(Type type, string field)
    {
        var offset = 0;
        foreach (var candidate in Fields(type))
        {
            var (size, alignment) = MeasureField(candidate);
            offset = Align(offset, alignment);
            if (candidate.Name == field)
            {
                return offset;
            }

            offset += size;
        }

        throw new ArgumentException($"{type} has no field {field}.", nameof(field));
    }

    private (int Size, int Alignment) Measure(Type type)
    {
        if (type.IsPointer || type.IsFunctionPointer || type == typeof(nint) || type == typeof(nuint))
        {
            return (pointerSize, pointerSize);
        }

        if (type.IsPrimitive)
        {
            // Marshal says that a char is one byte, which is true of ANSI text only.
            var size = type == typeof(char) ? 2 : Marshal.SizeOf(type);
            return (size, size);
        }

        if (type == typeof(Guid))
        {
            return (16, 4);
        }

        var pack = type.StructLayoutAttribute is { Pack: > 0 } layout ? layout.Pack : 8;
        var (end, strictest) = (0, 1);
        foreach (var field in Fields(type))
        {
            var (size, alignment) = MeasureField(field);
            alignment = Math.Min(alignment, pack);
            strictest = Math.Max(strictest, alignment);
            end = type.IsExplicitLayout ? Math.Max(end, size) : Align(end, alignment) + size;
        }

        var count = type.GetCustomAttribute<InlineArrayAttribute>()?.Length ?? 1;
        return (Align(end * count, strictest), strictest);
    }

    private (int Size, int Alignment) MeasureField(FieldInfo field)
    {
        var (size, alignment) = Measure(field.FieldType);
        if (field.GetCustomAttribute<FixedBufferAttribute>() is not { } buffer)
        {
            return (size, alignment);
        }

        var element = Measure(buffer.ElementType).Size;
        return (element * buffer.Length, element);
    }

    private static FieldInfo[] Fields(Type type) =>
        [.. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken)];

    private static int Align(int offset, int alignment) => (offset + alignment - 1) / alignment * alignment;
}
