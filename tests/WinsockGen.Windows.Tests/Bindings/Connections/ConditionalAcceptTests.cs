using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Connections;

/// <summary>WSAAccept and its condition function.</summary>
public sealed unsafe class ConditionalAcceptTests : SocketTest
{
    /// <summary>What the condition function is to answer, and what it was told.</summary>
    private struct Condition
    {
        public int Answer;
        public int Calls;
        public uint CallerLength;
        public Ws2.SOCKADDR_IN Caller;
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAccept))]
    public void Without_a_condition_WSAAccept_is_accept()
    {
        var listener = Listen(out var address);
        var client = Stream();
        Ws2.connect(client, address);
        var caller = new byte[64];

        Keep(Ws2.WSAAccept(listener, caller, out var length, null, 0));

        Assert.Equal(LocalAddress(client), caller[..length]);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAccept))]
    public void The_condition_is_told_who_calls_and_may_accept()
    {
        var listener = Listen(out var address);
        var client = Stream();
        Ws2.connect(client, address);
        var condition = new Condition { Answer = Ws2.CF_ACCEPT };

        Keep(Ws2.WSAAccept(Raw(listener), null, null, &Decide, (nuint)(&condition)));

        Assert.Equal(1, condition.Calls);
        Assert.Equal((uint)sizeof(Ws2.SOCKADDR_IN), condition.CallerLength);
        Assert.Equal(LocalAddress(client), MemoryMarshal.AsBytes(new System.ReadOnlySpan<Ws2.SOCKADDR_IN>(in condition.Caller)).ToArray());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAccept))]
    public void A_rejected_caller_is_gone()
    {
        var listener = Listen(out var address);
        SetNonblocking(listener);
        Ws2.connect(Stream(), address);
        var condition = new Condition { Answer = Ws2.CF_REJECT };

        Assert.Equal(Ws2.INVALID_SOCKET, AcceptWhenThere(listener, &condition));
        Assert.Equal(Ws2.WSAECONNREFUSED, Marshal.GetLastWin32Error());

        Assert.Equal(1, condition.Calls);
        Assert.Equal(Ws2.INVALID_SOCKET, Ws2.WSAAccept(Raw(listener), null, null, null, 0));
        Assert.Equal(Ws2.WSAEWOULDBLOCK, Marshal.GetLastWin32Error());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSAAccept))]
    public void A_deferred_caller_waits_for_the_next_accept()
    {
        var listener = Listen(out var address);
        SetNonblocking(listener);
        var client = Stream();
        Ws2.connect(client, address);
        var condition = new Condition { Answer = Ws2.CF_DEFER };

        Assert.Equal(Ws2.INVALID_SOCKET, AcceptWhenThere(listener, &condition));
        Assert.Equal(Ws2.WSATRY_AGAIN, Marshal.GetLastWin32Error());

        condition.Answer = Ws2.CF_ACCEPT;
        var server = Keep(Ws2.WSAAccept(Raw(listener), null, null, &Decide, (nuint)(&condition)));
        Assert.Equal(2, condition.Calls);
        Assert.Equal(4, Ws2.send(client, "ping"u8, 0));
        Fill(server, new byte[4]);
    }

    /// <summary>Accepts on a nonblocking listener once select says that somebody is there.</summary>
    private static nuint AcceptWhenThere(SafeSocketHandle listener, Condition* condition)
    {
        Ws2.fd_set readable;
        Ws2.FD_ZERO(&readable);
        Ws2.FD_SET(Raw(listener), &readable);
        var limit = new Ws2.TIMEVAL { tv_sec = Patience / 1000 };
        Assert.Equal(1, Ws2.select(0, &readable, null, null, &limit));
        return Ws2.WSAAccept(Raw(listener), null, null, &Decide, (nuint)condition);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static int Decide(
        Ws2.WSABUF* callerId,
        Ws2.WSABUF* callerData,
        Ws2.QOS* socketQos,
        Ws2.QOS* groupQos,
        Ws2.WSABUF* calleeId,
        Ws2.WSABUF* calleeData,
        uint* group,
        nuint callbackData)
    {
        var condition = (Condition*)callbackData;
        condition->Calls++;
        condition->CallerLength = callerId->len;
        condition->Caller = *(Ws2.SOCKADDR_IN*)callerId->buf;
        return condition->Answer;
    }

    private static byte[] LocalAddress(SafeSocketHandle socket)
    {
        var address = new byte[sizeof(Ws2.SOCKADDR_IN)];
        Ws2.getsockname(socket, address, out _);
        return address;
    }
}
