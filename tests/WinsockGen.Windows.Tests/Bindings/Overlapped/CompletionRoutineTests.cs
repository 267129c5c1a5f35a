using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Overlapped;

/// <summary>Completion routines: they run in the thread that began the operation, while it waits alertably.</summary>
public sealed unsafe class CompletionRoutineTests : SocketTest
{
    /// <summary>What a completion routine was told. The operation's hEvent, which is free for it, points here.</summary>
    private struct Completion
    {
        public int Calls;
        public uint Error;
        public uint Count;
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSARecv), nameof(Ws2.WSAWaitForMultipleEvents))]
    public void A_completion_routine_runs_in_an_alertable_wait()
    {
        var (client, server) = Connect();
        using var receive = new Operation(withEvent: false);
        using var never = new Operation();
        var completion = default(Completion);
        receive.Overlapped->hEvent = (nint)(&completion);
        uint flags = 0;

        AssertError(Ws2.WSA_IO_PENDING, Ws2.WSARecv(Raw(server), receive.Buffers, 1, null, &flags, receive.Overlapped, &Complete));
        Ws2.send(client, "ping"u8, 0);
        Assert.Equal(0, completion.Calls);
        var result = Ws2.WSAWaitForMultipleEvents([never.Overlapped->hEvent], fWaitAll: false, Patience, fAlertable: true);

        receive.Overlapped->hEvent = 0;
        Assert.Equal(Ws2.WSA_WAIT_IO_COMPLETION, result);
        Assert.Equal((1, 0u, 4u), (completion.Calls, completion.Error, completion.Count));
        Assert.Equal("ping", Encoding.ASCII.GetString(receive.Bytes, 4));
    }

    [WinsockFact]
    [Calls(nameof(Ws2.WSASend), nameof(Ws2.WSAWaitForMultipleEvents))]
    public void A_completion_routine_runs_also_for_what_was_done_at_once()
    {
        var (client, _) = Connect();
        using var send = new Operation(withEvent: false);
        using var never = new Operation();
        var completion = default(Completion);
        send.Overlapped->hEvent = (nint)(&completion);
        send.Buffers->len = 3;
        uint sent;

        Assert.Equal(0, Ws2.WSASend(Raw(client), send.Buffers, 1, &sent, 0, send.Overlapped, &Complete));
        Assert.Equal((3u, 0), (sent, completion.Calls));
        var result = Ws2.WSAWaitForMultipleEvents([never.Overlapped->hEvent], fWaitAll: false, Patience, fAlertable: true);

        send.Overlapped->hEvent = 0;
        Assert.Equal(Ws2.WSA_WAIT_IO_COMPLETION, result);
        Assert.Equal((1, 0u, 3u), (completion.Calls, completion.Error, completion.Count));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static void Complete(uint error, uint count, Ws2.OVERLAPPED* overlapped, uint flags)
    {
        var completion = (Completion*)overlapped->hEvent;
        completion->Calls++;
        completion->Error = error;
        completion->Count = count;
    }
}
