using System;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.AsyncWindow;

/// <summary>Queries of the databases whose answers are posted to a window.</summary>
public sealed unsafe class AsyncDatabaseTests : SocketTest
{
    private const uint AnswerMessage = MessageWindow.WmUser + 2;

    private readonly byte[] _answer = GC.AllocateArray<byte>(Ws2.MAXGETHOSTSTRUCT, pinned: true);

    private byte* Memory => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_answer, 0);

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAsyncGetServByName), nameof(Ws2.WSAAsyncGetServByPort))]
    public void A_service_is_found_by_name_and_by_port()
    {
        using var window = new MessageWindow();
        fixed (byte* name = "http\0"u8)
        fixed (byte* protocol = "tcp\0"u8)
        {
            AssertAnswer(window, Ws2.WSAAsyncGetServByName(window.Handle, AnswerMessage, name, protocol, Memory, _answer.Length));
            Assert.Equal(80, Ws2.ntohs((ushort)Answer<Ws2.SERVENT>()->s_port));

            AssertAnswer(window, Ws2.WSAAsyncGetServByPort(window.Handle, AnswerMessage, Ws2.htons(80), protocol, Memory, _answer.Length));
            Assert.Equal("http", Marshal.PtrToStringUTF8((nint)Answer<Ws2.SERVENT>()->s_name));
        }
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAsyncGetProtoByName), nameof(Ws2.WSAAsyncGetProtoByNumber))]
    public void A_protocol_is_found_by_name_and_by_number()
    {
        using var window = new MessageWindow();
        fixed (byte* name = "udp\0"u8)
            AssertAnswer(window, Ws2.WSAAsyncGetProtoByName(window.Handle, AnswerMessage, name, Memory, _answer.Length));
        Assert.Equal(Ws2.IPPROTO_UDP, Answer<Ws2.PROTOENT>()->p_proto);

        AssertAnswer(window, Ws2.WSAAsyncGetProtoByNumber(window.Handle, AnswerMessage, Ws2.IPPROTO_TCP, Memory, _answer.Length));
        Assert.Equal("tcp", Marshal.PtrToStringUTF8((nint)Answer<Ws2.PROTOENT>()->p_name));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAsyncGetHostByName), nameof(Ws2.WSAAsyncGetHostByAddr))]
    public void A_host_is_found_by_name_and_by_address()
    {
        using var window = new MessageWindow();
        fixed (byte* name = "localhost\0"u8)
            AssertAnswer(window, Ws2.WSAAsyncGetHostByName(window.Handle, AnswerMessage, name, Memory, _answer.Length));
        var host = Answer<Ws2.HOSTENT>();
        Assert.Equal((Ws2.AF_INET, 4, 127), (host->h_addrtype, host->h_length, host->h_addr_list[0][0]));

        fixed (byte* address = new byte[] { 127, 0, 0, 1 })
            AssertAnswer(window, Ws2.WSAAsyncGetHostByAddr(window.Handle, AnswerMessage, address, 4, Ws2.AF_INET, Memory, _answer.Length));
        Assert.Equal((Ws2.AF_INET, 4), (host->h_addrtype, host->h_length));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAsyncGetServByName))]
    public void An_unknown_name_and_a_short_buffer_are_errors_in_the_message()
    {
        using var window = new MessageWindow();
        fixed (byte* unknown = "no-such-name-at-all\0"u8)
        fixed (byte* known = "http\0"u8)
        {
            Ws2.WSAAsyncGetServByName(window.Handle, AnswerMessage, unknown, null, Memory, _answer.Length);
            Assert.Equal(Ws2.WSANO_DATA, Ws2.WSAGETASYNCERROR(window.Take(AnswerMessage, Patience).LParam));

            Ws2.WSAAsyncGetServByName(window.Handle, AnswerMessage, known, null, Memory, 4);
            var tooShort = window.Take(AnswerMessage, Patience).LParam;
            Assert.Equal(Ws2.WSAENOBUFS, Ws2.WSAGETASYNCERROR(tooShort));
            Assert.InRange(Ws2.WSAGETASYNCBUFLEN(tooShort), sizeof(Ws2.SERVENT), Ws2.MAXGETHOSTSTRUCT);
        }
    }

    private static void AssertAnswer(MessageWindow window, nint task)
    {
        Assert.NotEqual(0, task);
        var (wParam, lParam) = window.Take(AnswerMessage, Patience);
        Assert.Equal((task, 0), ((nint)wParam, Ws2.WSAGETASYNCERROR(lParam)));
    }

    private T* Answer<T>()
        where T : unmanaged => (T*)Memory;
}
