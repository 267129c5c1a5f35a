using System.Net.Sockets;

namespace WinsockGen;

/// <summary>What <see cref="DatagramSocket.SendSegmentsAsync(System.ReadOnlyMemory{byte}, int, in SocketAddressValue, System.ReadOnlyMemory{byte}, System.Threading.CancellationToken)"/>
/// has sent: all of it, or what was sent before something failed.</summary>
public readonly struct SentSegments
{
    /// <summary>How many bytes were sent.</summary>
    public int Length { get; init; }

    /// <summary>How many datagrams that were.</summary>
    public int Count { get; init; }

    /// <summary>
    /// Why not all was sent: <see cref="SocketError.Success"/> when all was, <see cref="SocketError.OperationAborted"/> when the send was given
    /// up or the socket closed.
    /// </summary>
    public SocketError Error { get; init; }

    /// <summary>Whether all was sent.</summary>
    public bool IsComplete => Error == SocketError.Success;
}
