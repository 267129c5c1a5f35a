using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using WinsockGen.Generator.Options;
using WinsockGen.Generator.Tests.Values;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>
/// Every typed option of the catalog, in every form, on every type of socket that has it: the exact level, number and length that reach
/// getsockopt and setsockopt, and bytes that come back as they went. With spans and with arrays.
/// </summary>
public sealed class OptionReachTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    public static TheoryData<string, bool> Options()
    {
        var data = new TheoryData<string, bool>();
        foreach (var option in TypedOption.Of(Catalog, ~0))
        {
            data.Add($"{option.Option.Level}.{option.Option.Name}", false);
            data.Add($"{option.Option.Level}.{option.Option.Name}", true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task An_option_goes_to_its_level_and_number_in_its_exact_width(string name, bool withArrays)
    {
        var program = withArrays ? await OptionsProgram.LoadWithArraysAsync() : await OptionsProgram.LoadAsync();
        var option = TypedOption.Of(Catalog, ~0).Single(option => $"{option.Option.Level}.{option.Option.Name}" == name);
        foreach (object socket in program.SocketsFor(option.Option))
        {
            Check(program, option, socket);
        }
    }

    private static void Check(OptionsProgram program, TypedOption option, dynamic socket)
    {
        var facts = option.Option;
        var random = new Random(facts.Name.Length); // The same bytes in every run.
        if (option.Queries)
        {
            object asked = ValueOf(program.ParameterOf(facts, socket, string.Empty), random);
            program.Invoke(facts, socket, asked);
            AssertReached(option, socket, socket.Asked);
            Assert.Contains((byte[])socket.Asked, value => value != 0);
        }

        if (option.Acts)
        {
            Type? parameter = program.ParameterOf(facts, socket, string.Empty);
            object[] arguments = parameter is null ? [] : [ValueOf(parameter, random)];
            program.Invoke(facts, socket, arguments);
            AssertReached(option, socket, socket.Value, parameter);
            Assert.True(parameter is null || ((byte[])socket.Value).Any(value => value != 0));
        }

        if (option.CanGet)
        {
            socket.Value = new byte[LengthOf(facts)];
            object? value = program.Get(facts, socket);
            AssertReached(option, socket, socket.Asked);
            Assert.All((byte[])socket.Asked, value => Assert.Equal(0, value));
            if (option.CanSet)
            {
                (socket.Level, socket.Name, socket.Value) = (-1, -1, null);
                program.Set(facts, socket, value);
                AssertReached(option, socket, socket.Value);
                Assert.Equal(new byte[LengthOf(facts)], (byte[])socket.Value);
            }
        }
        else if (option.CanSet)
        {
            Type parameter = program.ParameterOf(facts, socket, "Set");
            program.Set(facts, socket, ValueOf(parameter, random));
            AssertReached(option, socket, socket.Value, parameter);
        }
    }

    /// <param name="option">The option.</param>
    /// <param name="socket">What it reached.</param>
    /// <param name="bytes">The bytes that came.</param>
    /// <param name="given">The type of a sample that was set: bytes are as many as the sample has.</param>
    private static void AssertReached(TypedOption option, dynamic socket, byte[] bytes, Type? given = null)
    {
        Assert.Equal(option.Level.Value, socket.Level);
        Assert.Equal(int.Parse(option.Option.Value, CultureInfo.InvariantCulture), socket.Name);
        Assert.Equal(given == typeof(byte[]) ? 2 : LengthOf(option.Option), bytes.Length);
    }

    /// <summary>What the catalog's terms mean, worked out again.</summary>
    private static int LengthOf(CatalogOption option)
    {
        var number = option.Unit.Split(' ', ':') is [.., var last] && int.TryParse(last, out var found) ? found : 0;
        return option.Type switch
        {
            "none" => 0,
            "Socket" => 8,
            "IPEndPoint" => SizeOfStruct("SOCKADDR_INET"),
            "bytes" => number == 0 ? 65535 : number,
            "InterfaceIndex[]" => 4 * number,
            "string" => option.Unit.StartsWith("utf16", StringComparison.Ordinal) ? 2 * number : number,
            var type when type.StartsWith("value:", StringComparison.Ordinal) && type.EndsWith("[]", StringComparison.Ordinal) =>
                4 + (number * SizeOf(type["value:".Length..^2])),
            var type when type.StartsWith("value:", StringComparison.Ordinal) => SizeOf(type["value:".Length..]),
            _ => option.Unit.StartsWith("width:", StringComparison.Ordinal) ? number : 4,
        };
    }

    private static int SizeOf(string value) => SizeOfStruct(Catalog.Values.Find(value)!.Struct);

    private static int SizeOfStruct(string name) => GoldenLayout.SizeOf(name, 8);

    private static object ValueOf(Type type, Random random) => SampleValues.Of(type, random);
}
