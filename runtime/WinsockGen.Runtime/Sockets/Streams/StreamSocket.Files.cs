using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace WinsockGen;

/// <summary>Files, which Windows sends from its cache, past the memory of the process.</summary>
public sealed unsafe partial class StreamSocket
{
    /// <summary>The count of a range of a file that goes to the file's end, wherever that is.</summary>
    public const long ToEndOfFile = -1;

    /// <summary>Sends a range of a file.</summary>
    /// <param name="file">A file that can be read and sought, opened for synchronous or for asynchronous use. It stays open until the operation is
    /// over, whoever disposes the handle. Its own position plays no part.</param>
    /// <param name="offset">Where the range begins, in bytes from the beginning of the file.</param>
    /// <param name="count">How many bytes the range has, also more than 2 GB, or <see cref="ToEndOfFile"/>.</param>
    /// <param name="cancellationToken">Gives the send up; how many bytes the peer gets is then unknown.</param>
    /// <returns>How many bytes were sent: all of them.</returns>
    /// <remarks>
    /// TransmitFile where the protocol's provider has it, which TCP's does; TransmitPackets where it has that only; otherwise the
    /// file is read and sent in pieces, which allocates. A call of either sends up to 2 GB; longer ranges take several. Client editions of Windows
    /// work on two TransmitFile calls at a time and let the others wait.
    /// </remarks>
    /// <exception cref="EndOfStreamException">The file is shorter, or has become so while it was sent: then the peer has got a part.</exception>
    /// <exception cref="NotSupportedException">The handle is not that of a file that can be sought.</exception>
    /// <exception cref="InvalidOperationException">A send is outstanding.</exception>
    /// <exception cref="SocketException">The peer reset the connection (WSAECONNRESET), the network lost it, or the file cannot be read (such as
    /// WSAEACCES when it was opened for writing only).</exception>
    /// <exception cref="ObjectDisposedException">The socket or the file is closed.</exception>
    public SocketOperation<long> SendFileAsync(SafeFileHandle file, long offset, long count, CancellationToken cancellationToken = default) =>
        SendFileAsync(file, offset, count, head: default, tail: default, cancellationToken);

    /// <summary>Sends bytes, a range of a file, and bytes again, in one call.</summary>
    /// <param name="file">A file, as for the form without head and tail.</param>
    /// <param name="offset">Where the range begins, in bytes from the beginning of the file.</param>
    /// <param name="count">How many bytes the range has, or <see cref="ToEndOfFile"/>; zero for none.</param>
    /// <param name="head">What is sent before the range; it must not change until the operation is over, and may be empty.</param>
    /// <param name="tail">What is sent after the range; it must not change until the operation is over, and may be empty.</param>
    /// <param name="cancellationToken">Gives the send up; how many bytes the peer gets is then unknown.</param>
    /// <returns>How many bytes were sent: all of them, head and tail included.</returns>
    /// <exception cref="EndOfStreamException">The file is shorter, or has become so while it was sent: then the peer has got a part.</exception>
    /// <exception cref="NotSupportedException">The handle is not that of a file that can be sought.</exception>
    /// <exception cref="InvalidOperationException">A send is outstanding.</exception>
    /// <exception cref="SocketException">The peer reset the connection (WSAECONNRESET), the network lost it, or the file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The socket or the file is closed.</exception>
    public SocketOperation<long> SendFileAsync(SafeFileHandle file, long offset, long count, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail,
        CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<long>(Loop, cancellationToken);
        var range = new FileRange(file, offset, count, head, tail);
        TransferOperation hold = HoldSend();
        if (range.Length == 0)
        {
            hold.EndHold();
            return new SocketOperation<long>(0L);
        }

        return Provider.TransmitFile != 0 || Provider.TransmitPackets != 0
            ? BeginHeld(hold, ref Rare.File, "send", FileOperation.Rent).Send(use.Socket, hold, range, cancellationToken)
            : FileCopyOperation.Start(this, hold, range, cancellationToken);
    }
}
