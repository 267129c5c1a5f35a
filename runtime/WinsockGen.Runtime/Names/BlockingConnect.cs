using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// A connect that Windows does only while a thread waits, which is one of the thread pool. The socket belongs to that thread until it is
/// connected: nobody can stop the call, and a socket that is on a port already would send the call's packets there.
/// </summary>
internal abstract unsafe class BlockingConnect(SocketProvider provider) : AbandonableOperation<StreamSocket>(provider.Loop)
{
    protected WinsockTable Native => provider.Loop.Native;

    internal SocketOperation<StreamSocket> Start(CancellationToken cancellationToken)
    {
        var result = new SocketOperation<StreamSocket>(this);
        Native.QueueWorkItem(new Work(this));
        EndPending(cancellationToken);
        return result;
    }

    /// <summary>Makes the call, with what it needs before it.</summary>
    /// <returns>Whether it has succeeded; otherwise the last error says why not.</returns>
    protected abstract bool TryConnect(nuint socket);

    /// <summary>Makes the connected socket what a connected socket is.</summary>
    /// <returns>Zero, or the error.</returns>
    protected virtual int Conclude(StreamSocket connection) => 0;

    protected bool TrySetOption(nuint socket, int level, int name, int value) => Native.setsockopt(socket, level, name, (byte*)&value, sizeof(int)) == 0;

    private void RunToEnd()
    {
        // Given up before it was its turn.
        if (IsOver)
            return;

        StreamSocket? connection = null;
        int error;
        try
        {
            connection = Connect();
            error = Conclude(connection);
        }
        catch (SocketException failure)
        {
            error = WinsockError.FromWin32((int)failure.SocketErrorCode);
        }
        catch (ObjectDisposedException)
        {
            // The loop has ended meanwhile.
            error = WSA_OPERATION_ABORTED;
        }
        catch (EntryPointNotFoundException)
        {
            // Wine 8 has no WSAConnectByList.
            error = WSAEOPNOTSUPP;
        }

        bool isFirst = TryEnd();
        if (!isFirst || error != 0)
            connection?.Dispose();
        if (!isFirst)
            return;
        if (error == 0)
            Succeed(connection!);
        else
            Fail(error);
    }

    private StreamSocket Connect()
    {
        nuint socket = provider.Create();
        if (TryConnect(socket))
            return new StreamSocket(provider, provider.Adopt(socket));
        int error = Marshal.GetLastPInvokeError();
        _ = Native.closesocket(socket);
        throw new SocketException(error);
    }

    private sealed class Work(BlockingConnect connect) : IThreadPoolWorkItem
    {
        public void Execute() => connect.RunToEnd();
    }
}
