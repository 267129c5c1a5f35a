using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>One GetAddrInfoExW. It ends in a completion routine on a thread of the system, not at a port; and not every provider can stop.</summary>
internal sealed unsafe class NameOperation : AbandonableOperation<ImmutableArray<NameEntry>>
{
    private nint _query;

    private NameOperation(CompletionLoop loop) : base(loop)
    {
    }

    internal static SocketOperation<ImmutableArray<NameEntry>> Start(CompletionLoop loop, string? host, string? service, NameQuery query,
        CancellationToken cancellationToken)
    {
        var operation = new NameOperation(loop);
        var result = new SocketOperation<ImmutableArray<NameEntry>>(operation);
        NameCall* call = NameCall.Create(host, service, query);
        call->Operation = GCHandle.ToIntPtr(GCHandle.Alloc(operation));
        int error = loop.Native.GetAddrInfoExW(call->Host, call->Service, (uint)query.NameSpace, query.ProviderId is null ? null : &call->Provider,
            (ADDRINFOEXW*)&call->Hints, &call->Result, null, &call->Overlapped, &OnCompleted, &call->Query);

        // The completion routine runs for what was pending, and for nothing else (GetAddrInfoExW, "Remarks").
        if (error != WSA_IO_PENDING)
            End(call, error);
        else
            operation._query = call->Query;
        NameCall.Release(call);
        operation.EndPending(cancellationToken);
        return result;
    }

    protected override void OnAbandoned()
    {
        // A provider that stops frees its memory sooner, which is all that this is about: that it does not is no failure.
        nint query = _query;
        if (query != 0)
            _ = Loop.Native.GetAddrInfoExCancel(&query);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static void OnCompleted(uint error, uint transferred, OVERLAPPED* overlapped) => End((NameCall*)overlapped, (int)error);

    /// <summary>Windows is done with the call.</summary>
    private static void End(NameCall* call, int error)
    {
        var handle = GCHandle.FromIntPtr(call->Operation);
        var operation = (NameOperation)handle.Target!;
        handle.Free();
        ADDRINFOEXW* list = call->Result;
        bool isFirst = operation.TryEnd();
        ImmutableArray<NameEntry> entries = isFirst ? NameEntryReader.Read(list) : [];
        if (list != null)
            operation.Loop.Native.FreeAddrInfoExW(list);
        NameCall.Release(call);
        if (!isFirst)
            return;
        if (error == 0)
            operation.Succeed(entries);
        else
            operation.Fail(WinsockError.FromWin32(error));
    }
}
