using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.ControlMessages;
using WinsockGen.Generator.Tests.Values;
using Xunit;

namespace WinsockGen.Generator.Tests.Ioctls;

/// <summary>
/// What reaches WSAIoctl for every typed ioctl, on every type of socket that has it: the code, the bytes of the input, the length of the
/// output. With the environment variable <c>WINSOCKGEN_UPDATE_SNAPSHOTS</c> set to 1 the list of all calls is written anew.
/// </summary>
public sealed partial class IoctlCallTests
{
    private const string ValuePrefix = "value:";

    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    public static TheoryData<string> Methods() => [.. Catalog.IoctlMethods.Select(method => $"{method.Ioctl}.{method.Name}")];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_method_makes_the_same_call_with_its_code_on_every_socket_that_has_it(string name)
    {
        var row = Catalog.IoctlMethods.Find(name)!;
        var ioctl = Catalog.Ioctls.Find(row.Ioctl)!;
        var calls = await CallsOf(row, Bitness.X64);

        // Raw sockets are the framework's only. What the framework completes later is a P/Invoke of its own there.
        var kinds = new[] { SocketKinds.Stream, SocketKinds.Datagram, SocketKinds.Message }.Count(kind => (ioctl.Kinds & kind) != 0);
        Assert.Equal(ioctl.IsCompletedLater ? kinds : kinds + 2, calls.Count);
        Assert.All(calls, call => Assert.Equal(CodeOf(row), call.Code));
        if (row.Input != "EndPoint[] addresses")
        {
            Assert.Single(calls.Select(call => Convert.ToHexString(call.Input)).Distinct());
        }

        Assert.Single(calls.Select(call => call.OutputLength).Distinct());
    }

    [Theory]
    [InlineData(Bitness.X64)]
    [InlineData(Bitness.X86)]
    public async Task A_struct_is_as_long_as_C_compilers_make_it(Bitness bitness)
    {
        foreach (var row in Catalog.IoctlMethods)
        {
            if (!row.Input.StartsWith(ValuePrefix, StringComparison.Ordinal) && !row.Output.StartsWith(ValuePrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var call = (await CallsOf(row, bitness))[0];
            if (row.Input.StartsWith(ValuePrefix, StringComparison.Ordinal))
            {
                Assert.Equal(SizeOf(row.Input.Split(' ')[0], bitness), call.Input.Length);
            }

            if (row.Output.StartsWith(ValuePrefix, StringComparison.Ordinal) && !row.Output.EndsWith("grows", StringComparison.Ordinal))
            {
                Assert.Equal(SizeOf(row.Output, bitness), call.OutputLength);
            }
        }
    }

    [Fact]
    public async Task All_calls_are_those_of_the_snapshot()
    {
        var text = new StringBuilder();
        foreach (var row in Catalog.IoctlMethods.OrderBy(row => row.Name, StringComparer.Ordinal))
        {
            // Lists hold pointers, which differ from run to run.
            if (row.Input == "EndPoint[] addresses")
            {
                continue;
            }

            var (wide, narrow) = ((await CallsOf(row, Bitness.X64))[0], (await CallsOf(row, Bitness.X86))[0]);
            text.Append(CultureInfo.InvariantCulture, $"{row.Name}: {row.Ioctl} {wide.Code:X8}, in {Hex(wide.Input)}, out {wide.OutputLength}\n");
            if (Hex(wide.Input) != Hex(narrow.Input) || wide.OutputLength != narrow.OutputLength)
            {
                text.Append(CultureInfo.InvariantCulture, $"    32 bits: in {Hex(narrow.Input)}, out {narrow.OutputLength}\n");
            }
        }

        var path = SnapshotPath();
        if (Environment.GetEnvironmentVariable("WINSOCKGEN_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, text.ToString());
        }

        Assert.Equal(File.ReadAllText(path), text.ToString());
    }

    private static async Task<List<(uint Code, byte[] Input, int OutputLength)>> CallsOf(CatalogIoctlMethod row, Bitness bitness)
    {
        var calls = new List<(uint, byte[], int)>();
        foreach (var program in new[] { await IoctlsProgram.LoadAsync(bitness), await IoctlsProgram.LoadWithArraysAsync(bitness) })
        {
            foreach (var method in program.MethodsNamed(row.Name))
            {
                var type = method.GetParameters()[0].ParameterType;
                if (type.Namespace == "StandIn" && Catalog.Ioctls.Find(row.Ioctl)!.IsCompletedLater)
                {
                    continue;
                }

                dynamic socket = Activator.CreateInstance(type)!;
                if (IoctlsProgram.Invoke(method, (object)socket, IoctlsProgram.SampleArguments(method)) is Task task)
                {
                    await task;
                }

                calls.Add((socket.Code, socket.Input, socket.OutputLength));
            }
        }

        return calls;
    }

    private static uint CodeOf(CatalogIoctlMethod row) =>
        uint.Parse(Catalog.Constants.Find(row.Ioctl)!.Value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static int SizeOf(string cell, Bitness bitness) => GoldenLayout.SizeOf(Catalog.Values.Find(cell[ValuePrefix.Length..])!.Struct, (int)bitness);

    private static string Hex(byte[] bytes) => bytes.Length == 0 ? "nothing" : Zeros().Replace(BitConverter.ToString(bytes), zeros => $" {(zeros.Length + 1) / 3} x 00 ");

    [GeneratedRegex("00(-00){8,}")]
    private static partial Regex Zeros();

    private static string SnapshotPath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Snapshots", "calls.txt");
}
