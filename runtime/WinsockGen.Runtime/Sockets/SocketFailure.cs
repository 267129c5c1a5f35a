using System;
using System.Net.Sockets;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>What a failed operation throws.</summary>
internal static class SocketFailure
{
    /// <summary>
    /// The exception of an error: timed out, cancelled if that was asked for and came true, disposed if the socket or its loop was, otherwise
    /// the WSA code.
    /// </summary>
    /// <param name="socket">The socket, unless nobody but the operation knows it.</param>
    internal static Exception Create(CompletionLoop loop, WinsockSocket? socket, int error, CancellationToken cancellationToken)
    {
        if (error == WinsockError.TimeOver)
            return new TimeoutException("The operation did not succeed in the time it was given.");
        if (error == WSA_OPERATION_ABORTED && cancellationToken.IsCancellationRequested)
            return new OperationCanceledException(cancellationToken);
        if (socket is { IsClosed: true })
            return new ObjectDisposedException(socket.GetType().FullName);
        if (error == WSA_OPERATION_ABORTED && loop.IsStopping)
            return new ObjectDisposedException(typeof(CompletionLoop).FullName);
        return new SocketException(error);
    }

    internal static SocketOperation<T> Failed<T>(WinsockSocket socket, int error) =>
        new(new FailedOperation<T>(socket.Loop, Create(socket.Loop, socket, error, CancellationToken.None)));

    internal static SocketOperation<T> Canceled<T>(CompletionLoop loop, CancellationToken cancellationToken) =>
        new(new FailedOperation<T>(loop, new OperationCanceledException(cancellationToken)));
}
