using System;
using System.Threading.Tasks;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>Which friendly overloads there are, and what they look like.</summary>
public sealed class OverloadTests
{
    [Theory]
    [InlineData("send", "int send(_Interop::SafeHandle s, _Sys::ReadOnlySpan<byte> buf, int flags)")]
    [InlineData("recvfrom", "int recvfrom(_Interop::SafeHandle s, _Sys::Span<byte> buf, int flags, _Sys::Span<byte> from, out int fromlen)")]
    [InlineData("accept", "_Sockets::SafeSocketHandle accept(_Interop::SafeHandle s, _Sys::Span<byte> addr, out int addrlen)")]
    [InlineData("WSAStartup", "void WSAStartup(ushort wVersionRequested, out WSADATA lpWSAData)")]
    [InlineData("WSASend", "int WSASend(_Interop::SafeHandle s, _Sys::ReadOnlySpan<WSABUF> lpBuffers, out uint lpNumberOfBytesSent, uint dwFlags)")]
    [InlineData("GetAddrInfoW", "void GetAddrInfoW(string? pNodeName, string? pServiceName, ADDRINFOW* pHints, out ADDRINFOW* ppResult)")]
    [InlineData("AcceptEx", "bool AcceptEx(_Interop::SafeHandle sListenSocket, _Interop::SafeHandle sAcceptSocket, void* lpOutputBuffer, uint dwReceiveDataLength, uint dwLocalAddressLength, uint dwRemoteAddressLength, uint* lpdwBytesReceived, OVERLAPPED* lpOverlapped)")]
    public async Task A_function_has_the_overload(string function, string signature) =>
        Assert.Contains("public static " + signature + "\n", await OverloadsAsync(function, TargetPlatform.Net10), StringComparison.Ordinal);

    [Theory]
    [InlineData("send", "int send(_Interop::SafeHandle s, byte[] buf, int bufOffset, int bufCount, int flags)")]
    [InlineData("accept", "nuint accept(_Interop::SafeHandle s, byte[]? addr, int addrOffset, int addrCount, out int addrlen)")]
    [InlineData("WSASend", "int WSASend(_Interop::SafeHandle s, WSABUF[] lpBuffers, out uint lpNumberOfBytesSent, uint dwFlags)")]
    public async Task Where_there_are_no_spans_a_function_has_the_overload(string function, string signature) =>
        Assert.Contains("public static " + signature + "\n", await OverloadsAsync(function, TargetPlatform.Net472), StringComparison.Ordinal);

    [Fact]
    public async Task Spans_from_a_package_are_as_good_as_the_framework_s() =>
        Assert.Contains("_Sys::ReadOnlySpan<byte> buf", await OverloadsAsync("send", TargetPlatform.Net472WithSpans), StringComparison.Ordinal);

    [Theory]
    [InlineData("closesocket")]
    [InlineData("GetQueuedCompletionStatus")]
    [InlineData("htons")]
    [InlineData("socket")]
    public async Task A_function_has_no_overload(string function)
    {
        var project = await UserProject.CreateAsync(Request(function, string.Empty));

        Assert.DoesNotContain("Ws2.Overloads.g.cs", project.Bindings.Keys);
    }

    [Fact]
    public async Task Calls_that_read_like_C_mean_the_raw_function()
    {
        var project = await UserProject.CreateAsync(Request(
            "*",
            """
            static unsafe class Caller
            {
                static void Call(nuint s)
                {
                    Ws2.send(s, null, 0, 0);
                    Ws2.accept(s, null, null);
                    Ws2.WSASend(s, null, 0, null, 0, null, null);
                    Ws2.WSARecv(s, null, 0, null, null, null, null);
                    Ws2.GetAddrInfoW(null, null, null, null);
                    Ws2.InetPtonW(2, null, null);
                    Ws2.InetNtopW(2, null, null, 0);
                    Ws2.WSAStringToAddressW(null, 2, null, null, null);
                    Ws2.select(0, null, null, null, null);
                    Ws2.getsockopt(s, 0, 0, null, null);
                    Ws2.gethostname(null, 0);
                    Ws2.WSAStartup(0x202, null);
                }
            }
            """));

        Assert.Empty(project.Complaints);
    }

    [Fact]
    public async Task Calls_that_read_like_CSharp_mean_the_overload()
    {
        var project = await UserProject.CreateAsync(Request(
            "*",
            """
            static unsafe class Caller
            {
                static void Call(System.Net.Sockets.Socket socket, byte[] data, System.Span<byte> space)
                {
                    Ws2.send(socket.SafeHandle, data, 0);
                    Ws2.send(socket.SafeHandle, "text"u8, 0);
                    Ws2.sendto(socket.SafeHandle, data, 0, space);
                    Ws2.setsockopt(socket.SafeHandle, Ws2.SOL_SOCKET, Ws2.SO_KEEPALIVE, stackalloc byte[4]);
                    Ws2.WSAStartup(0x202, out var data2);
                    Ws2.GetAddrInfoW("localhost", null, null, out var result);
                    System.Net.Sockets.SafeSocketHandle accepted = Ws2.accept(socket.SafeHandle, space, out int length);
                    Ws2.WSAIoctl(socket.SafeHandle, Ws2.SIO_TCP_INFO, data, space, out uint written);
                }
            }
            """));

        Assert.Empty(project.Complaints);
    }

    private static async Task<string> OverloadsAsync(string function, TargetPlatform platform)
    {
        var project = await UserProject.CreateAsync(Request(function, string.Empty), platform);
        Assert.Empty(project.Complaints);
        return project.Bindings["Ws2.Overloads.g.cs"];
    }

    private static string Request(string include, string more) =>
        $"[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = \"{include}\")] internal static unsafe partial class Ws2 {{ }} {more}";
}
