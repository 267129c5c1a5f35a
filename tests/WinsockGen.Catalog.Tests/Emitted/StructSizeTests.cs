using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>What is emitted for a struct has the size that the compiler of the headers found.</summary>
public class StructSizeTests
{
    [Fact]
    public void Every_emitted_struct_has_the_size_that_the_catalog_says()
    {
        var rows = WinsockCatalog.Shared.Structs.Where(row => !row.Name.Contains('.', StringComparison.Ordinal)).ToList();

        Assert.All(rows, row => Assert.True(
            SizeOf(typeof(Ws2).GetNestedType(row.Name, BindingFlags.Public)!) == (IntPtr.Size == 8 ? row.Size64 : row.Size32),
            row.Name));
    }

    private static int SizeOf(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
}
