using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>The emitted ways between socket addresses and the framework's types, run for every struct and both ways of emission.</summary>
public sealed class AddressConversionTests
{
    private const int Seed = 4711;
    private const int UnknownFamily = 99;

    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    private static readonly IPEndPoint EndPoint4 = new(IPAddress.Parse("192.0.2.1"), 0x1234);
    private static readonly IPEndPoint EndPoint6 = new(IPAddress.Parse("2001:db8::1"), 0x1234);
    private static readonly IPEndPoint EndPoint6WithScope = new(IPAddress.Parse("fe80::1%4000000000"), 0x1234);

    public static TheoryData<string, bool> Addresses()
    {
        var data = new TheoryData<string, bool>();
        foreach (var row in Catalog.Addresses)
        {
            data.Add(row.Name, true);
            data.Add(row.Name, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task The_bytes_survive_the_way_to_the_framework_and_back(string name, bool modern)
    {
        var address = await EmittedAddress.LoadAsync(name, modern);
        var random = new Random(Seed);

        foreach (var family in FamiliesOf(name))
        {
            var bytes = Sample(random, name, family);
            var expected = bytes[..LengthOf(name, family)];

            var there = address.ToSocketAddress(bytes);
            Assert.Equal(expected, BytesOf(there));

            var back = address.FromSocketAddress(there);
            Assert.Equal(expected, back[..expected.Length]);
            Assert.All(back[expected.Length..], one => Assert.Equal(0, one));
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_address_of_another_family_is_refused_where_the_struct_has_one(string name, bool modern)
    {
        var address = await EmittedAddress.LoadAsync(name, modern);
        var another = SocketAddressOf(new byte[] { UnknownFamily }.Concat(new byte[SizeOf(name) - 1]));

        if (Catalog.Addresses.Find(name)!.Families.Count == 0)
        {
            Assert.Equal(UnknownFamily, address.FromSocketAddress(another)[0]);
        }
        else
        {
            Assert.Throws<ArgumentException>("address", () => address.FromSocketAddress(another));
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_address_that_is_cut_short_is_refused(string name, bool modern)
    {
        var address = await EmittedAddress.LoadAsync(name, modern);
        var random = new Random(Seed);

        foreach (var family in FamiliesOf(name).Where(family => family is not (0 or UnknownFamily)))
        {
            var bytes = Sample(random, name, family)[..LengthOf(name, family)];
            var least = LeastOf(family) is var shorter and > 0 ? shorter : bytes.Length;
            for (var length = 2; length < bytes.Length; length++)
            {
                var cut = SocketAddressOf(bytes[..length]);
                if (length < least)
                {
                    Assert.Throws<ArgumentException>("address", () => address.FromSocketAddress(cut));
                }
                else
                {
                    Assert.Equal(bytes[..length], address.FromSocketAddress(cut)[..length]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task What_does_not_fit_must_be_zero(string name, bool modern)
    {
        var address = await EmittedAddress.LoadAsync(name, modern);
        var family = FamiliesOf(name)[0];
        var bytes = Sample(new Random(Seed), name, family);

        Assert.Equal(bytes, address.FromSocketAddress(SocketAddressOf([.. bytes, 0, 0, 0])));
        Assert.Throws<ArgumentException>("address", () => address.FromSocketAddress(SocketAddressOf([.. bytes, 0, 0, 1])));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Nothing_and_a_host_name_are_refused(string name, bool modern)
    {
        var address = await EmittedAddress.LoadAsync(name, modern);

        Assert.Throws<ArgumentNullException>("address", () => address.FromSocketAddress(null!));
        Assert.Throws<ArgumentNullException>("endPoint", () => address.FromEndPoint(null!));
        Assert.Throws<ArgumentException>("endPoint", () => address.FromEndPoint(new DnsEndPoint("localhost", 80)));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task IP_end_points_fit_where_their_family_and_their_bytes_do(string name, bool modern)
    {
        var address = await EmittedAddress.LoadAsync(name, modern);
        var families = Catalog.Addresses.Find(name)!.Families;
        var takesAny = families.Count == 0;

        AssertIsRound(EndPoint4, fits: takesAny || families.Contains("AF_INET"));
        AssertIsRound(EndPoint6, fits: (takesAny || families.Contains("AF_INET6")) && SizeOf(name) >= 24);
        AssertIsRound(EndPoint6WithScope, fits: (takesAny || families.Contains("AF_INET6")) && SizeOf(name) >= 28);

        void AssertIsRound(IPEndPoint endPoint, bool fits)
        {
            if (!fits)
            {
                Assert.Throws<ArgumentException>("address", () => address.FromEndPoint(endPoint));
                return;
            }

            var bytes = address.FromEndPoint(endPoint);
            Assert.Equal((int)endPoint.AddressFamily, bytes[0] | (bytes[1] << 8));
            Assert.Equal([0x12, 0x34], bytes[2..4]);
            Assert.Equal(endPoint, address.ToEndPoint(bytes));
        }
    }

    [Theory]
    [InlineData("SOCKADDR_UN", "/tmp/a path", true)]
    [InlineData("SOCKADDR_UN", "/tmp/a path", false)]
    [InlineData("SOCKADDR_UN", "\0abstract", true)]
    [InlineData("SOCKADDR_STORAGE", "/tmp/a path", true)]
    [InlineData("SOCKADDR", "/path", true)]
    public async Task A_path_is_an_end_point(string name, string path, bool modern)
    {
        var address = await EmittedAddress.LoadAsync(name, modern);
        var endPoint = new UnixDomainSocketEndPoint(path);

        var bytes = address.FromEndPoint(endPoint);

        Assert.Equal([1, 0, .. path.Select(character => (byte)character), 0], bytes[..(path.Length + 3)]);
        Assert.Equal(endPoint, address.ToEndPoint(bytes));
    }

    [Fact]
    public async Task What_follows_the_end_of_a_path_is_no_part_of_it()
    {
        var address = await EmittedAddress.LoadAsync("SOCKADDR_UN", modern: true);
        byte[] bytes = [1, 0, (byte)'/', (byte)'s', 0, (byte)'x', .. new byte[104]];

        Assert.Equal(new UnixDomainSocketEndPoint("/s"), address.ToEndPoint(bytes));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Structs_have_the_end_points_of_the_framework_and_no_others(string name, bool modern)
    {
        var address = await EmittedAddress.LoadAsync(name, modern);
        var endPoint = Catalog.Addresses.Find(name)!.EndPoint;

        Assert.Equal(
            endPoint is nameof(EndPoint) or nameof(IPEndPoint) or nameof(UnixDomainSocketEndPoint) ? endPoint : null,
            address.EndPointType?.Name);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Zeros_have_no_end_point(string name, bool modern)
    {
        var address = await EmittedAddress.LoadAsync(name, modern);

        if (address.EndPointType is not null)
        {
            Assert.Throws<NotSupportedException>(() => address.ToEndPoint(new byte[SizeOf(name)]));
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_end_point_of_ones_own_is_taken_by_what_it_serialises_to(string name, bool modern)
    {
        var address = await EmittedAddress.LoadAsync(name, modern);
        var family = FamiliesOf(name)[0];
        var bytes = Sample(new Random(Seed), name, family)[..LengthOf(name, family)];

        Assert.Equal(bytes, address.FromEndPoint(new OwnEndPoint(bytes))[..bytes.Length]);
    }

    private static int[] FamiliesOf(string name)
    {
        var own = Catalog.Addresses.Find(name)!.Families;
        return own.Count > 0
            ? [.. own.Select(Number)]
            : [0, UnknownFamily, .. Catalog.Addresses.SelectMany(row => row.Families).Select(Number).Distinct()];
    }

    private static int Number(string family) => int.Parse(Catalog.Constants.Find(family)!.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static int SizeOf(string name) => Catalog.Structs.Find(name)!.Size64;

    /// <summary>Of the struct's bytes those that an address of the family has.</summary>
    private static int LengthOf(string name, int family) => Catalog.Addresses
        .Where(row => row.Families.Count == 1 && Number(row.Families[0]) == family)
        .Select(row => SizeOf(row.Name))
        .DefaultIfEmpty(int.MaxValue)
        .Max() is var length && length < SizeOf(name) ? length : SizeOf(name);

    private static int LeastOf(int family) =>
        Catalog.Addresses.Where(row => row.Families.Count == 1 && Number(row.Families[0]) == family).Select(row => row.Least).DefaultIfEmpty(0).Max();

    private static byte[] Sample(Random random, string name, int family)
    {
        var bytes = new byte[SizeOf(name)];
        random.NextBytes(bytes);
        (bytes[0], bytes[1]) = ((byte)family, (byte)(family >> 8));
        return bytes;
    }

    private static byte[] BytesOf(SocketAddress address) => [.. Enumerable.Range(0, address.Size).Select(i => address[i])];

    /// <summary>The framework has no room for most families on other systems; bytes it takes.</summary>
    private static SocketAddress SocketAddressOf(IEnumerable<byte> bytes)
    {
        var all = bytes.ToArray();
        var address = new SocketAddress(AddressFamily.Unspecified, all.Length);
        for (var i = 0; i < all.Length; i++)
        {
            address[i] = all[i];
        }

        return address;
    }

    private sealed class OwnEndPoint(byte[] bytes) : EndPoint
    {
        public override AddressFamily AddressFamily => (AddressFamily)BitConverter.ToUInt16(bytes);

        public override SocketAddress Serialize() => SocketAddressOf(bytes);
    }

    /// <summary>An emitted struct, as bytes and by its methods.</summary>
    private sealed class EmittedAddress(Type type)
    {
        public Type? EndPointType => type.GetMethod("ToEndPoint")?.ReturnType;

        public static async Task<EmittedAddress> LoadAsync(string name, bool modern) =>
            new(EmittedAssembly.Struct(await EmittedAssembly.GetAsync(modern), name));

        public SocketAddress ToSocketAddress(byte[] bytes) => (SocketAddress)Call("ToSocketAddress", Value(bytes))!;

        public EndPoint ToEndPoint(byte[] bytes) => (EndPoint)Call("ToEndPoint", Value(bytes))!;

        public byte[] FromSocketAddress(SocketAddress address) => Bytes(Call("FromSocketAddress", null, address)!);

        public byte[] FromEndPoint(EndPoint endPoint) => Bytes(Call("FromEndPoint", null, endPoint)!);

        private object? Call(string method, object? target, params object?[] arguments) =>
            type.GetMethod(method)!.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);

        private object Value(byte[] bytes) => Generic(nameof(Read)).Invoke(null, [bytes])!;

        private byte[] Bytes(object value) => (byte[])Generic(nameof(Write)).Invoke(null, [value])!;

        private MethodInfo Generic(string name) =>
            typeof(EmittedAddress).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);

        private static object Read<T>(byte[] bytes)
            where T : struct => MemoryMarshal.Read<T>(bytes);

        private static byte[] Write<T>(T value)
            where T : struct => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
    }
}
