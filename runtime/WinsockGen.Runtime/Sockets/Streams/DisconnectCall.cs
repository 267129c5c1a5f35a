using System;
using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>Ends connections gracefully, one after the other, so that their sockets can be accepted into again.</summary>
internal sealed unsafe class DisconnectCall : StandingCall
{
    private readonly AcceptRecycler _recycler;
    private StreamSocket? _socket;

    internal DisconnectCall(AcceptRecycler recycler, CompletionLoop loop) : base(loop)
    {
        _recycler = recycler;
        loop.Equip(this);
    }

    /// <summary>Whether it can make another call; not after its port died under one.</summary>
    internal bool HasRecord => Record != null;

    internal bool IsOf(CompletionLoop loop) => Loop == loop;

    internal void Disconnect(StreamSocket socket)
    {
        _socket = socket;
        int error = Start(out uint transferred);
        if (error != WSA_IO_PENDING)
            OnOver(error, transferred);
    }

    /// <summary>Nothing is outstanding, and nothing will be.</summary>
    internal void Retire() => ReturnRecord();

    protected override int Issue(OVERLAPPED* overlapped)
    {
        StreamSocket socket = _socket!;
        SocketProvider provider = socket.Provider;
        try
        {
            using SocketUse use = socket.Use();
            bool succeeded = provider.DisconnectEx != 0
                ? socket.Native.DisconnectEx(provider.DisconnectEx, use.Socket, overlapped, TF_REUSE_SOCKET, 0) != 0
                : socket.Native.TransmitFile(provider.TransmitFile, use.Socket, 0, 0, 0, overlapped, null, TF_DISCONNECT | TF_REUSE_SOCKET) != 0;
            if (succeeded)
                return provider.SkipsOnSuccess ? 0 : WSA_IO_PENDING;
            int error = Marshal.GetLastPInvokeError();
            return error == WSA_IO_PENDING ? error : WinsockError.FromWin32(error);
        }
        catch (ObjectDisposedException)
        {
            return WSA_OPERATION_ABORTED;
        }
    }

    protected override void OnOver(int error, uint transferred)
    {
        StreamSocket socket = _socket!;
        _socket = null;
        _recycler.OnDisconnected(this, socket, error);
    }

    protected override void GiveUpMemory()
    {
    }

    protected override void OnLoopLost(bool wasPending)
    {
        if (wasPending)
            OnOver(WSA_OPERATION_ABORTED, 0);
    }
}
