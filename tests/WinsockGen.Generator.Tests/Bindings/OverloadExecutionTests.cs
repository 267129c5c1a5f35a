using System;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>
/// Overloads run: on Windows over ws2_32, elsewhere over the C library, whose sockets have the same calls.
/// </summary>
public sealed class OverloadExecutionTests : IDisposable
{
    private static readonly Lazy<Task<Type>> Probe = new(LoadAsync);

    private readonly Socket _left = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _right = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public OverloadExecutionTests()
    {
        _left.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _right.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    [Fact]
    public async Task Bytes_of_a_span_are_sent_and_received()
    {
        _left.Connect(_right.LocalEndPoint!);
        var buffer = new byte[16];

        Assert.Equal(3, await CallAsync("Send", _left.SafeHandle, new byte[] { 1, 2, 3 }));
        Assert.Equal(3, await CallAsync("Receive", _right.SafeHandle, buffer));
        Assert.Equal([1, 2, 3], buffer[..3]);
    }

    [Fact]
    public async Task An_empty_span_is_sent_as_an_empty_datagram()
    {
        _left.Connect(_right.LocalEndPoint!);

        Assert.Equal(0, await CallAsync("Send", _left.SafeHandle, Array.Empty<byte>()));
        Assert.Equal(0, await CallAsync("Receive", _right.SafeHandle, new byte[1]));
    }

    [Fact]
    public async Task The_length_of_an_address_is_passed_in_and_back()
    {
        var address = new byte[128];

        Assert.Equal(16, await CallAsync("LocalAddress", _left.SafeHandle, address));
        Assert.Equal(((IPEndPoint)_left.LocalEndPoint!).Port, (address[2] << 8) | address[3]);
    }

    [Fact]
    public async Task A_failure_is_a_SocketException_with_the_error_of_the_call()
    {
        var exception = await Assert.ThrowsAnyAsync<SocketException>(() => CallAsync("PeerAddress", _left.SafeHandle, new byte[128]));

        // WSAENOTCONN, or ENOTCONN: the number as the system gave it.
        Assert.Equal(OperatingSystem.IsWindows() ? 10057 : 107, exception.NativeErrorCode);
    }

    [Fact]
    public async Task A_closed_handle_is_not_used()
    {
        _left.SafeHandle.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => CallAsync("Send", _left.SafeHandle, new byte[1]));
    }

    [Fact]
    public async Task A_null_handle_is_an_ArgumentNullException() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => CallAsync("Send", null, new byte[1]));

    [Fact]
    public async Task A_call_gives_its_handle_back()
    {
        var address = _left.LocalEndPoint!;
        await CallAsync("LocalAddress", _left.SafeHandle, new byte[128]);

        _left.Dispose();

        // A handle that is still on loan would not let go of the address.
        using var again = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        again.Bind(address);
    }

    [Fact]
    public async Task Arrays_are_sent_from_an_offset_and_checked()
    {
        var buffer = new byte[8];
        _left.Connect(_right.LocalEndPoint!);

        Assert.Equal(2, await CallAsync("SendPart", _left.SafeHandle, new byte[] { 1, 2, 3, 4 }, 1, 2));
        Assert.Equal(2, await CallAsync("Receive", _right.SafeHandle, buffer));
        Assert.Equal([2, 3], buffer[..2]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CallAsync("SendPart", _left.SafeHandle, new byte[4], 3, 2));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CallAsync("SendPart", _left.SafeHandle, new byte[4], -1, 2));
    }

    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
    }

    private static async Task<int> CallAsync(string method, params object?[] arguments)
    {
        var probe = await Probe.Value;
        return (int)probe.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }

    private static async Task<Type> LoadAsync()
    {
        var project = await UserProject.CreateAsync(
            """
            using System.Runtime.InteropServices;
            using WinsockGen;

            [WinsockBindings(WinsockApi.None, Include = "send, recv, getsockname, getpeername")]
            internal static unsafe partial class Ws2 { }

            public static class Probe
            {
                public static int Send(SafeHandle socket, byte[] data) => Ws2.send(socket, data, 0);
                public static int Receive(SafeHandle socket, byte[] data) => Ws2.recv(socket, data, 0);
                public static int SendPart(SafeHandle socket, byte[] data, int offset, int count) => Arrays.send(socket, data, offset, count, 0);

                public static int LocalAddress(SafeHandle socket, byte[] address)
                {
                    Ws2.getsockname(socket, address, out int length);
                    return length;
                }

                public static int PeerAddress(SafeHandle socket, byte[] address)
                {
                    Ws2.getpeername(socket, address, out int length);
                    return length;
                }
            }
            """);
        project.Edit("Arrays.cs", await EmittedWithoutSpansAsync());
        var assembly = project.Load();
        if (!OperatingSystem.IsWindows())
        {
            NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == "ws2_32.dll" ? NativeLibrary.Load("libc.so.6") : 0);
        }

        return assembly.GetType("Probe")!;
    }

    /// <summary>What a target without spans gets, compiled here as it is there.</summary>
    private static async Task<string> EmittedWithoutSpansAsync()
    {
        var project = await UserProject.CreateAsync(
            "[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = \"send\")] internal static unsafe partial class Arrays { }",
            TargetPlatform.Net472);
        Assert.Empty(project.Complaints);
        var functions = project.Bindings["Arrays.Functions.g.cs"];
        var overloads = project.Bindings["Arrays.Overloads.g.cs"];
        return overloads + functions[functions.IndexOf("unsafe partial class", StringComparison.Ordinal)..];
    }
}
