using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>Structs have the size and the offsets that the SDK's compiler gives them.</summary>
public sealed class LayoutTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_struct_has_its_size_on_a_64_bit_system(bool modern)
    {
        var ws2 = await EmittedAssembly.GetAsync(modern);

        var wrong = WinsockCatalog.Shared.Structs
            .Select(row => (row.Name, Expected: row.Size64, Actual: SizeOf(EmittedAssembly.Struct(ws2, row.Name))))
            .Where(row => row.Expected != row.Actual);

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_struct_has_its_size_on_a_32_bit_system(bool modern)
    {
        var ws2 = await EmittedAssembly.GetAsync(modern);

        var wrong = WinsockCatalog.Shared.Structs
            .Where(row => !EndsInNothing(row))
            .Select(row => (row.Name, Expected: row.Size32, Actual: new SequentialLayout(pointerSize: 4).SizeOf(EmittedAssembly.Struct(ws2, row.Name))))
            .Where(row => row.Expected != row.Actual);

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_layout_that_stands_in_for_a_32_bit_system_agrees_with_this_64_bit_one()
    {
        var ws2 = await EmittedAssembly.Modern;

        Assert.All(
            WinsockCatalog.Shared.Structs.Where(row => !EndsInNothing(row)),
            row => Assert.Equal(row.Size64, new SequentialLayout(pointerSize: 8).SizeOf(EmittedAssembly.Struct(ws2, row.Name))));
    }

    [Theory]
    [InlineData("SOCKADDR_IN6", "sin6_addr", 8)]
    [InlineData("WSAMSG", "Control", 32)]
    [InlineData("OVERLAPPED", "hEvent", 24)]
    [InlineData("WSAPROTOCOL_INFOW", "szProtocol", 116)]
    [InlineData("fd_set", "fd_array", 8)]
    public async Task A_field_stands_at_its_offset(string type, string field, int offset)
    {
        var ws2 = await EmittedAssembly.Modern;

        Assert.Equal(offset, (int)System.Runtime.InteropServices.Marshal.OffsetOf(EmittedAssembly.Struct(ws2, type), field));
    }

    [Theory]
    [InlineData("WSADATA", "lpVendorInfo", 8, 396)]
    [InlineData("WSADATA", "szDescription", 16, 4)]
    [InlineData("SERVENT", "s_proto", 16, 12)]
    [InlineData("SERVENT", "s_port", 24, 8)]
    public async Task Structs_that_differ_by_bitness_hold_both_orders(string type, string field, int on64, int on32)
    {
        var emitted = EmittedAssembly.Struct(await EmittedAssembly.Modern, type);

        Assert.Equal(on64, new SequentialLayout(pointerSize: 8).OffsetOf(emitted.GetNestedType("_Layout64", BindingFlags.NonPublic)!, field));
        Assert.Equal(on32, new SequentialLayout(pointerSize: 4).OffsetOf(emitted.GetNestedType("_Layout32", BindingFlags.NonPublic)!, field));
    }

    [Fact]
    public async Task A_struct_that_differs_by_bitness_is_read_in_the_order_of_this_process()
    {
        var type = EmittedAssembly.Struct(await EmittedAssembly.Modern, "WSADATA");
        var memory = new byte[SizeOf(type)];
        memory[0] = 2;
        memory[IntPtr.Size == 8 ? 4 : 390] = 7;

        var data = Read(type, memory);

        Assert.Equal((ushort)2, type.GetProperty("wVersion")!.GetValue(data));
        Assert.Equal((ushort)7, type.GetProperty("iMaxSockets")!.GetValue(data));
    }

    [Fact]
    public async Task Members_of_an_unnamed_union_are_members_of_the_struct_around_it()
    {
        var type = EmittedAssembly.Struct(await EmittedAssembly.Modern, "OVERLAPPED");
        var memory = new byte[SizeOf(type)];
        memory[(2 * IntPtr.Size) + 4] = 9;

        Assert.Equal(9u, type.GetProperty("OffsetHigh")!.GetValue(Read(type, memory)));
    }

    [Fact]
    public async Task Bit_fields_begin_at_the_lowest_bit()
    {
        var type = EmittedAssembly.Struct(await EmittedAssembly.Modern, "SCOPE_ID");
        var scope = Read(type, BitConverter.GetBytes(0xE0000005u));

        Assert.Equal(5u, type.GetProperty("Zone")!.GetValue(scope));
        Assert.Equal(14u, type.GetProperty("Level")!.GetValue(scope));

        type.GetProperty("Level")!.SetValue(scope, 0x12u);
        Assert.Equal(0x20000005u, type.GetProperty("Value")!.GetValue(scope));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_struct_needs_marshalling(bool modern)
    {
        var ws2 = await EmittedAssembly.GetAsync(modern);

        Assert.All(
            WinsockCatalog.Shared.Structs,
            row => Assert.False((bool)Generic(nameof(RuntimeHelpers.IsReferenceOrContainsReferences), EmittedAssembly.Struct(ws2, row.Name))!, row.Name));
    }

    /// <summary>An array without elements at the end: its alignment cannot be told apart from the struct's own.</summary>
    private static bool EndsInNothing(CatalogStruct row) => row.Fields[^1] is { Kind: FieldKind.TrailingArray, Count: 0 };

    private static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    private static object? Generic(string method, Type type) =>
        typeof(RuntimeHelpers).GetMethod(method)!.MakeGenericMethod(type).Invoke(null, null);

    private static unsafe object Read(Type type, byte[] memory)
    {
        fixed (byte* first = memory)
        {
            return System.Runtime.InteropServices.Marshal.PtrToStructure((nint)first, type)!;
        }
    }
}
