using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Overlapped;

/// <summary>Completion ports with sockets.</summary>
public sealed unsafe class CompletionPortTests : SocketTest
{
    private const nint InvalidHandle = -1;
    private const int InvalidParameter = 87;

    private readonly nint _port = Ws2.CreateIoCompletionPort(InvalidHandle, 0, 0, 1);

    [WinsockFact]
    [Calls(nameof(Ws2.CreateIoCompletionPort), nameof(Ws2.PostQueuedCompletionStatus), nameof(Ws2.GetQueuedCompletionStatus), nameof(Ws2.CloseHandle))]
    public void What_is_posted_is_taken_off_in_order()
    {
        uint count;
        nuint key;
        Ws2.OVERLAPPED* overlapped;
        var marker = (Ws2.OVERLAPPED*)0x1230;
        Assert.NotEqual(0, _port);

        Assert.Equal(1, Ws2.PostQueuedCompletionStatus(_port, 7, 70, marker));
        Assert.Equal(1, Ws2.PostQueuedCompletionStatus(_port, 8, 80, null));

        Assert.Equal(1, Ws2.GetQueuedCompletionStatus(_port, &count, &key, &overlapped, Patience));
        Assert.Equal((7u, (nuint)70, (nint)marker), (count, key, (nint)overlapped));
        Assert.Equal(1, Ws2.GetQueuedCompletionStatus(_port, &count, &key, &overlapped, Patience));
        Assert.Equal((8u, (nuint)80, (nint)0), (count, key, (nint)overlapped));
        Assert.Equal(0, Ws2.GetQueuedCompletionStatus(_port, &count, &key, &overlapped, 0));
        Assert.Equal(((int)Ws2.WSA_WAIT_TIMEOUT, (nint)0), (Marshal.GetLastWin32Error(), (nint)overlapped));
        Assert.Equal(1, Ws2.CloseHandle(_port));
        Assert.Equal(0, Ws2.PostQueuedCompletionStatus(_port, 7, 70, marker));
        Assert.Equal(Ws2.WSA_INVALID_HANDLE, Marshal.GetLastWin32Error());
    }

    [WinsockFact]
    [Calls(nameof(Ws2.GetQueuedCompletionStatusEx), nameof(Ws2.PostQueuedCompletionStatus))]
    public void Many_completions_are_taken_off_at_once()
    {
        var entries = stackalloc Ws2.OVERLAPPED_ENTRY[4];
        uint count;
        for (uint i = 0; i < 3; i++)
            Ws2.PostQueuedCompletionStatus(_port, i, i + 10, null);

        Assert.Equal(1, Ws2.GetQueuedCompletionStatusEx(_port, entries, 4, &count, Patience, 0));

        Assert.Equal(3u, count);
        Assert.Equal((2u, (nuint)12), (entries[2].dwNumberOfBytesTransferred, entries[2].lpCompletionKey));
        Assert.Equal(0, Ws2.GetQueuedCompletionStatusEx(_port, entries, 4, &count, 0, 0));
        Assert.Equal((int)Ws2.WSA_WAIT_TIMEOUT, Marshal.GetLastWin32Error());
        Ws2.CloseHandle(_port);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.CreateIoCompletionPort), nameof(Ws2.GetQueuedCompletionStatus), nameof(Ws2.WSARecv))]
    public void A_receive_completes_to_the_port_under_the_key_of_its_socket()
    {
        var (client, server) = Connect();
        using var receive = new Operation(withEvent: false);
        uint count, flags = 0;
        nuint key;
        Ws2.OVERLAPPED* overlapped;

        Assert.Equal(_port, Ws2.CreateIoCompletionPort((nint)Raw(server), _port, 42, 0));
        Assert.Equal(0, Ws2.CreateIoCompletionPort((nint)Raw(server), _port, 43, 0));
        Assert.Equal(InvalidParameter, Marshal.GetLastWin32Error());
        AssertError(Ws2.WSA_IO_PENDING, Ws2.WSARecv(Raw(server), receive.Buffers, 1, null, &flags, receive.Overlapped, null));
        Ws2.send(client, "ping"u8, 0);

        Assert.Equal(1, Ws2.GetQueuedCompletionStatus(_port, &count, &key, &overlapped, Patience));
        Assert.Equal((4u, (nuint)42, (nint)receive.Overlapped), (count, key, (nint)overlapped));
        Ws2.CloseHandle(_port);
    }

    [WinsockFact]
    [Calls(nameof(Ws2.CancelIoEx), nameof(Ws2.GetQueuedCompletionStatus))]
    public void A_cancelled_receive_is_a_failed_completion()
    {
        var (_, server) = Connect();
        using var receive = new Operation(withEvent: false);
        uint count, flags = 0;
        nuint key;
        Ws2.OVERLAPPED* overlapped;
        Ws2.CreateIoCompletionPort((nint)Raw(server), _port, 42, 0);
        AssertError(Ws2.WSA_IO_PENDING, Ws2.WSARecv(Raw(server), receive.Buffers, 1, null, &flags, receive.Overlapped, null));

        Assert.Equal(1, Ws2.CancelIoEx((nint)Raw(server), null));

        Assert.Equal(0, Ws2.GetQueuedCompletionStatus(_port, &count, &key, &overlapped, Patience));
        Assert.Equal((Ws2.WSA_OPERATION_ABORTED, (nint)receive.Overlapped), (Marshal.GetLastWin32Error(), (nint)overlapped));
        Ws2.CloseHandle(_port);
    }

    [WinsockTheory]
    [InlineData(false)]
    [InlineData(true)]
    [Calls(nameof(Ws2.SetFileCompletionNotificationModes), nameof(Ws2.WSASend), nameof(Ws2.GetQueuedCompletionStatus))]
    public void What_was_done_at_once_is_queued_unless_the_socket_skips_that(bool skips)
    {
        var (client, _) = Connect();
        using var send = new Operation(withEvent: false);
        send.Buffers->len = 5;
        uint count;
        nuint key;
        Ws2.OVERLAPPED* overlapped;
        Ws2.CreateIoCompletionPort((nint)Raw(client), _port, 42, 0);

        if (skips)
            Assert.Equal(1, Ws2.SetFileCompletionNotificationModes((nint)Raw(client), (byte)Ws2.FILE_SKIP_COMPLETION_PORT_ON_SUCCESS));
        Assert.Equal(0, Ws2.WSASend(Raw(client), send.Buffers, 1, &count, 0, send.Overlapped, null));

        Assert.Equal(skips ? 0 : 1, Ws2.GetQueuedCompletionStatus(_port, &count, &key, &overlapped, skips ? 50u : Patience));
        Assert.Equal(skips ? 0 : (nint)send.Overlapped, (nint)overlapped);
        Assert.Equal(5u, (uint)send.Overlapped->InternalHigh);
        Ws2.CloseHandle(_port);
    }
}
