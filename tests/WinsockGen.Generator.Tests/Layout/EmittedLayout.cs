using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WinsockGen.Catalog;
using WinsockGen.Catalog.Tests.Compilers;
using WinsockGen.Generator.Tests.Bindings;

namespace WinsockGen.Generator.Tests.Layout;

/// <summary>
/// Where the emitted members really are: this process's runtime lays the structs out, and fields are found by their addresses, bit-fields
/// by the bits that their properties set.
/// </summary>
internal sealed unsafe class EmittedLayout(Type ws2, int pointerSize)
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public int SizeOf(CatalogStruct row) => SizeOf(EmittedAssembly.Struct(ws2, row.Name));

    /// <summary>The cells that the layout table has for a struct: its own, and one for each field by its path in C.</summary>
    public IEnumerable<(string Name, string Cell)> CellsOf(CatalogStruct row)
    {
        var type = EmittedAssembly.Struct(ws2, row.Name);
        var size = SizeOf(type);
        yield return (row.Name, LayoutTable.SizeAndAlignment(size, SizeOf(typeof(AfterByte<>).MakeGenericType(type)) - size));
        foreach (var cell in Fields(row, type, row.Name + ".", start: 0))
        {
            yield return cell;
        }
    }

    /// <summary>The bits of a struct of zeros that a property sets when it is assigned ones; or the other way round.</summary>
    public static (int First, int Count) BitsOf(PropertyInfo property, bool clears = false) =>
        ((int, int))Generic(nameof(BitsOf), property.DeclaringType!).Invoke(null, [property, clears])!;

    private IEnumerable<(string Name, string Cell)> Fields(CatalogStruct row, Type type, string prefix, int start)
    {
        // Some structs keep their fields in another one, which begins where they do.
        var holder = type.GetField("_fields", Instance) ?? type.GetField(pointerSize == 8 ? "_64" : "_32", Instance);
        foreach (var field in row.Fields)
        {
            if (field.Kind == FieldKind.Bits)
            {
                if (field.IsUnnamed)
                {
                    continue;
                }

                var (first, count) = BitsOf(type.GetProperty(field.Name)!);
                yield return (prefix + field.Name, LayoutTable.Bits((start * 8) + first, count));
                continue;
            }

            if (field is { Kind: FieldKind.TrailingArray, Count: 0 })
            {
                yield return (prefix + field.Name, LayoutTable.Offset(start + OffsetOf(type.GetProperty(field.Name)!.GetMethod!)));
                continue;
            }

            var emitted = (holder?.FieldType ?? type).GetField(field.Name, Instance) ?? throw new MissingFieldException(type.FullName, field.Name);
            var offset = start + OffsetOf(emitted);
            if (!field.IsUnnamed)
            {
                yield return (prefix + field.Name, LayoutTable.Offset(offset));
            }

            if (field.Kind == FieldKind.Scalar && field.Type.PointerDepth == 0 && field.Type.Name.Contains('.', StringComparison.Ordinal))
            {
                var inner = WinsockCatalog.Shared.Structs.Find(field.Type.Name)!;
                foreach (var cell in Fields(inner, emitted.FieldType, field.IsUnnamed ? prefix : $"{prefix}{field.Name}.", offset))
                {
                    yield return cell;
                }
            }
        }
    }

    private static int OffsetOf(FieldInfo field) => OffsetOf(code => code.Emit(OpCodes.Ldflda, field));

    private static int OffsetOf(MethodInfo getter) => OffsetOf(code => code.Emit(OpCodes.Call, getter));

    /// <summary>How far from a struct the address is that some code makes of the struct's own.</summary>
    private static int OffsetOf(Action<ILGenerator> move)
    {
        var method = new DynamicMethod("Move", typeof(nint), [typeof(nint)], typeof(EmittedLayout).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        move(code);
        code.Emit(OpCodes.Conv_U);
        code.Emit(OpCodes.Ret);

        var memory = stackalloc byte[1];
        return (int)(method.CreateDelegate<Func<nint, nint>>()((nint)memory) - (nint)memory);
    }

    private static int SizeOf(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    private static MethodInfo Generic(string name, Type type) =>
        typeof(EmittedLayout).GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Single(method => method.Name == name && method.IsGenericMethod).MakeGenericMethod(type);

    private static (int First, int Count) BitsOf<T>(PropertyInfo property, bool clears)
        where T : struct
    {
        object box = clears ? Ones<T>() : default(T);
        property.SetValue(box, clears ? Activator.CreateInstance(property.PropertyType) : Ones(property.PropertyType));
        var value = (T)box;
        var (first, count, position) = (-1, 0, 0);
        foreach (var one in MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref value, 1)))
        {
            var changed = clears ? (byte)~one : one;
            first = first < 0 && changed != 0 ? position + BitOperations.TrailingZeroCount(changed) : first;
            count += BitOperations.PopCount(changed);
            position += 8;
        }

        return (first, count);
    }

    private static object Ones(Type type) =>
        type.IsPointer || type.IsFunctionPointer ? (nint)(-1) : Generic(nameof(Ones), type).Invoke(null, null)!;

    private static object Ones<T>()
        where T : struct
    {
        T value = default;
        MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref value, 1)).Fill(0xFF);
        return value;
    }

    /// <summary>The alignment of the second field is what it adds to the size.</summary>
    private readonly record struct AfterByte<T>(byte First, T Second);
}
