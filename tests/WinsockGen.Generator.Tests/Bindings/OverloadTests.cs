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
    [InlineData("GetAddrInfoW", "void GetAddrInfoW(string? pNodeName, string? pServiceName, ADDRINFOW? pHints, out ADDRINFOW* ppResult)")]
    [InlineData("AcceptEx", "bool AcceptEx(_Interop::SafeHandle sListenSocket, _Interop::SafeHandle sAcceptSocket, void* lpOutputBuffer, uint dwReceiveDataLength, uint dwLocalAddressLength, uint dwRemoteAddressLength, uint* lpdwBytesReceived, OVERLAPPED* lpOverlapped)")]
    [InlineData("getsockopt", "int getsockopt(_Interop::SafeHandle s, int level, int optname, _Sys::Span<byte> optval, out int optlen)")]
    [InlineData("getsockopt", "int getsockopt<T>(_Interop::SafeHandle s, int level, int optname, out T optval) where T : unmanaged")]
    [InlineData("setsockopt", "int setsockopt<T>(_Interop::SafeHandle s, int level, int optname, in T optval) where T : unmanaged")]
    [InlineData("GetAddrInfoExW", "void GetAddrInfoExW(string? pName, string? pServiceName, uint dwNameSpace, _Sys::Guid? lpNspId, ADDRINFOEXW? hints, out ADDRINFOEXW* ppResult, TIMEVAL? timeout)")]
    [InlineData("WSAIoctl", "int WSAIoctl(_Interop::SafeHandle s, uint dwIoControlCode, _Sys::ReadOnlySpan<byte> lpvInBuffer, _Sys::Span<byte> lpvOutBuffer, out uint lpcbBytesReturned)")]
    [InlineData("WSAEnumProtocolsW", "int WSAEnumProtocolsW(int* lpiProtocols, _Sys::Span<byte> lpProtocolBuffer, out uint lpdwBufferLength)")]
    [InlineData("WSALookupServiceNextW", "int WSALookupServiceNextW(nint hLookup, uint dwControlFlags, ref uint lpdwBufferLength, WSAQUERYSETW* lpqsResults)")] // The answer points into itself.
    [InlineData("WSASocketW", "_Sockets::SafeSocketHandle WSASocketW(int af, int type, int protocol, in WSAPROTOCOL_INFOW lpProtocolInfo, uint g, uint dwFlags)")]
    [InlineData("WSASocketW", "_Sockets::SafeSocketHandle WSASocketW(int af, int type, int protocol, uint g, uint dwFlags)")]
    [InlineData("WSAJoinLeaf", "nuint WSAJoinLeaf(_Interop::SafeHandle s, _Sys::ReadOnlySpan<byte> name, WSABUF? lpCallerData, WSABUF* lpCalleeData, QOS? lpSQOS, QOS? lpGQOS, uint dwFlags)")] // On IP it is the same socket.
    [InlineData("InetPtonW", "int InetPtonW(int Family, string pszAddrString, void* pAddrBuf)")]
    [InlineData("WSAConnect", "int WSAConnect(_Interop::SafeHandle s, _Sys::ReadOnlySpan<byte> name, WSABUF? lpCallerData, WSABUF* lpCalleeData, QOS? lpSQOS, QOS? lpGQOS)")]
    [InlineData("GetNameInfoW", "void GetNameInfoW(_Sys::ReadOnlySpan<byte> pSockaddr, _Sys::Span<char> pNodeBuffer, _Sys::Span<char> pServiceBuffer, int Flags)")]
    [InlineData("RtlIpv6AddressToStringW", "char* RtlIpv6AddressToStringW(in IN6_ADDR Addr, char* S)")]
    [InlineData("WSAPoll", "int WSAPoll(_Sys::Span<WSAPOLLFD> fdArray, int timeout)")]
    [InlineData("WSCWriteProviderOrder", "void WSCWriteProviderOrder(_Sys::ReadOnlySpan<uint> lpwdCatalogEntryId)")]
    [InlineData("WSARecv", "int WSARecv(_Interop::SafeHandle s, _Sys::ReadOnlySpan<WSABUF> lpBuffers, out uint lpNumberOfBytesRecvd, ref uint lpFlags)")]
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
                static void Call(nuint s, char* text)
                {
                    Ws2.send(s, null, 0, 0);
                    Ws2.accept(s, null, null);
                    Ws2.WSASend(s, null, 0, null, 0, null, null);
                    Ws2.WSARecv(s, null, 0, null, null, null, null);
                    Ws2.GetAddrInfoW(null, null, null, null);
                    Ws2.InetPtonW(2, text, null);
                    Ws2.InetNtopW(2, null, null, 0);
                    Ws2.WSAStringToAddressW(null, 2, null, null, null);
                    Ws2.select(0, null, null, null, null);
                    Ws2.getsockopt(s, 0, 0, null, null);
                    Ws2.gethostname(null, 0);
                    Ws2.WSAStartup(0x202, null);
                    Ws2.WSASocketW(2, 1, 6, null, 0, 0);
                    Ws2.FreeAddrInfoW(null);
                    Ws2.setsockopt(s, 0, 0, null, 0);
                    Ws2.WSAConnect(s, null, 0, null, null, null, null);
                    Ws2.WSALookupServiceNextW(0, 0, null, null);
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
                    Ws2.setsockopt(socket.SafeHandle, Ws2.SOL_SOCKET, Ws2.SO_KEEPALIVE, 1);
                    Ws2.setsockopt(socket.SafeHandle, Ws2.SOL_SOCKET, Ws2.SO_LINGER, new Ws2.LINGER { l_onoff = 1 });
                    Ws2.getsockopt(socket.SafeHandle, Ws2.SOL_SOCKET, Ws2.SO_KEEPALIVE, out int keepAlive);
                    Ws2.WSAStartup(0x202, out var data2);
                    Ws2.GetAddrInfoW("localhost", null, null, out var result);
                    System.Net.Sockets.SafeSocketHandle accepted = Ws2.accept(socket.SafeHandle, space, out int length);
                    Ws2.WSAIoctl(socket.SafeHandle, Ws2.SIO_TCP_INFO, data, space, out uint written);
                }
            }
            """));

        Assert.Empty(project.Complaints);
    }

    [Theory]
    [InlineData("AcceptEx", "bool AcceptEx(_Interop::SafeHandle sListenSocket, _Interop::SafeHandle sAcceptSocket, void* lpOutputBuffer, uint dwReceiveDataLength, uint dwLocalAddressLength, uint dwRemoteAddressLength, uint* lpdwBytesReceived, OVERLAPPED* lpOverlapped)")]
    [InlineData("ConnectEx", "bool ConnectEx(_Interop::SafeHandle s, SOCKADDR* name, int namelen, void* lpSendBuffer, uint dwSendDataLength, uint* lpdwBytesSent, OVERLAPPED* lpOverlapped)")]
    [InlineData("DisconnectEx", "void DisconnectEx(_Interop::SafeHandle s, uint dwFlags, uint dwReserved)")]
    [InlineData("WSARecvMsg", "int WSARecvMsg(_Interop::SafeHandle s, ref WSAMSG lpMsg, out uint lpdwNumberOfBytesRecvd)")]
    [InlineData("WSASendMsg", "int WSASendMsg(_Interop::SafeHandle s, in WSAMSG lpMsg, uint dwFlags, out uint lpNumberOfBytesSent)")]
    [InlineData("TransmitPackets", "void TransmitPackets(_Interop::SafeHandle hSocket, _Sys::ReadOnlySpan<TRANSMIT_PACKETS_ELEMENT> lpPacketArray, uint nSendSize, uint dwFlags)")]
    [InlineData("RIODequeueCompletion", "uint RIODequeueCompletion(nint CQ, _Sys::Span<RIORESULT> Array)")]
    [InlineData("RIOCreateRequestQueue", "nint RIOCreateRequestQueue(_Interop::SafeHandle Socket, uint MaxOutstandingReceive, uint MaxReceiveDataBuffers, uint MaxOutstandingSend, uint MaxSendDataBuffers, nint ReceiveCQ, nint SendCQ, void* SocketContext)")]
    [InlineData("RIOSend", "void RIOSend(nint SocketQueue, _Sys::ReadOnlySpan<RIO_BUF> pData, uint Flags, void* RequestContext)")]
    public async Task An_extension_function_has_the_overload_in_its_table(string function, string signature)
    {
        var project = await UserProject.CreateAsync(Request(function, string.Empty));

        Assert.Empty(project.Complaints);
        Assert.Contains("public " + signature + "\n", project.Bindings["Ws2.Extensions.g.cs"], StringComparison.Ordinal);
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
