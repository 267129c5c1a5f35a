using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// Sends and receives datagrams: messages that arrive whole or not at all, in any order. Many receives and many sends may be
/// outstanding at a time, from any threads.
/// </summary>
/// <remarks>
/// <para>The memory given to an operation belongs to Windows until the operation is over.</para>
/// <para>
/// Unless the socket is connected, a peer's port that nobody listens on is no error: Windows would fail the next receive with WSAECONNRESET,
/// which says nothing about the datagrams of other peers, and is told not to (SIO_UDP_CONNRESET, SIO_UDP_NETRESET).
/// </para>
/// </remarks>
[SupportedOSPlatform("windows")]
public sealed unsafe partial class DatagramSocket : WinsockSocket
{
    private readonly OperationPool<DatagramReceiveOperation> _receives;
    private readonly OperationPool<DatagramSendOperation> _sends;
    private OperationPool<SegmentedSendOperation>? _segmentedSends;

    internal DatagramSocket(SocketProvider provider) : this(provider, provider.Open())
    {
    }

    internal DatagramSocket(SocketProvider provider, nuint handle) : base(provider, handle)
    {
        _receives = DatagramReceiveOperation.CreatePool(this);
        _sends = DatagramSendOperation.CreatePool(this);
    }

    /// <summary>The end point that the socket is connected to.</summary>
    /// <exception cref="SocketException">The socket is not connected.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public EndPoint RemoteEndPoint => GetPeerName().ToEndPoint();

    /// <summary>
    /// Whether Windows cuts what <see cref="SendSegmentsAsync(ReadOnlyMemory{byte}, int, in SocketAddressValue, ReadOnlyMemory{byte}, CancellationToken)"/> is given
    /// (UDP_SEND_MSG_SIZE, since Windows 10 version 2004); otherwise each datagram is a call of its own.
    /// </summary>
    public bool CutsSegments => Provider.CutsSends;

    /// <summary>Whether datagrams that arrive together may be received together: it was asked for, and Windows does it.</summary>
    public bool CoalescesReceives { get; private set; }

    /// <summary>Whether receives have to read control messages, whether or not their callers want them.</summary>
    internal bool ReceivesInformation { get; private set; }

    /// <summary>Opens a socket and binds it, so that it receives what is sent to an end point.</summary>
    /// <param name="localEndPoint">The end point. Port 0 takes a free one, which <see cref="WinsockSocket.LocalEndPoint"/> tells.</param>
    /// <param name="options">How to open it; null for the defaults.</param>
    /// <exception cref="SocketException">The port is in use (WSAEADDRINUSE), reserved (WSAEACCES), or the address is not this machine's.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static DatagramSocket Bind(EndPoint localEndPoint, DatagramSocketOptions? options = null)
    {
        SocketAddressValue address = SocketAddressValue.From(localEndPoint);
        return Bind(GetProvider(address.Family, options), address, options);
    }

    /// <summary>Opens a socket without binding it: its first send takes a free port, and from then on it can receive answers.</summary>
    /// <param name="addressFamily">The address family. In the IP families the protocol is UDP, in others the provider's own.</param>
    /// <param name="options">How to open it; null for the defaults.</param>
    /// <exception cref="SocketException">The machine has no datagrams of this family.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    public static DatagramSocket Open(AddressFamily addressFamily, DatagramSocketOptions? options = null) =>
        Open(GetProvider(addressFamily, options), options);

    /// <summary>
    /// Fixes the peer: the socket receives from this end point only, and sends there without naming it. An answer of the network that the
    /// peer's port is not in use then fails a receive with WSAECONNRESET.
    /// </summary>
    /// <param name="remoteEndPoint">The peer.</param>
    /// <exception cref="SocketException">The end point cannot be reached.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public void Connect(EndPoint remoteEndPoint)
    {
        Connect(SocketAddressValue.From(remoteEndPoint));
        ReportUnreachable(true);
    }

    /// <summary>Receives one datagram.</summary>
    /// <param name="data">Where its bytes go. What does not fit is lost, and the result says so.</param>
    /// <param name="control">
    /// Where its control messages go, such as the address that it was sent to (IP_PKTINFO); which ones there are is asked for by options.
    /// An empty one asks for none.
    /// </param>
    /// <param name="cancellationToken">Gives the receive up.</param>
    /// <returns>The lengths, what was truncated, and the sender.</returns>
    /// <exception cref="SocketException">The socket is not bound (WSAEINVAL); the provider has no control messages (WSAEOPNOTSUPP); of a connected
    /// socket, the peer's port is not in use (WSAECONNRESET).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<ReceivedDatagram> ReceiveAsync(Memory<byte> data, Memory<byte> control = default, CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<ReceivedDatagram>(Loop, cancellationToken);
        if (!control.IsEmpty && Provider.ReceiveMessage == 0)
            return SocketFailure.Failed<ReceivedDatagram>(this, WSAEOPNOTSUPP);
        return _receives.Begin().Start(use.Socket, data, control, cancellationToken);
    }

    /// <summary>Sends one datagram.</summary>
    /// <param name="data">Its bytes, which must not change until the send is over.</param>
    /// <param name="to">Where to.</param>
    /// <param name="control">Its control messages, such as the address to send from (IP_PKTINFO); none by default.</param>
    /// <param name="cancellationToken">Gives the send up; whether the datagram was sent is then unknown.</param>
    /// <returns>How many bytes were sent: all of them.</returns>
    /// <exception cref="SocketException">The datagram is too long (WSAEMSGSIZE), or cannot be sent there; the provider has no control messages
    /// (WSAEOPNOTSUPP).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<int> SendAsync(ReadOnlyMemory<byte> data, in SocketAddressValue to, ReadOnlyMemory<byte> control = default,
        CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<int>(Loop, cancellationToken);
        if (!control.IsEmpty && Provider.SendMessage == 0)
            return SocketFailure.Failed<int>(this, WSAEOPNOTSUPP);
        return _sends.Begin().Start(use.Socket, data, to.Bytes, control, cancellationToken);
    }

    /// <summary>Sends one datagram to the peer that the socket is connected to.</summary>
    /// <param name="data">Its bytes, which must not change until the send is over.</param>
    /// <param name="cancellationToken">Gives the send up; whether the datagram was sent is then unknown.</param>
    /// <returns>How many bytes were sent: all of them.</returns>
    /// <exception cref="SocketException">The socket is not connected (WSAENOTCONN), or the datagram is too long (WSAEMSGSIZE).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<int> SendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) =>
        SendAsync(data, default, default, cancellationToken);

    /// <summary>
    /// Sends one buffer as many datagrams of the same size, in one operation: cut by Windows, which saves a call and a way through the stack
    /// for each, where it does that (<see cref="CutsSegments"/>), otherwise one after the other.
    /// </summary>
    /// <param name="data">The bytes of all of them, which must not change until the send is over. No bytes are one empty datagram.</param>
    /// <param name="segmentSize">How many bytes each datagram has; the last one may be shorter.</param>
    /// <param name="to">Where to.</param>
    /// <param name="control">The control messages of each of them; none by default.</param>
    /// <param name="cancellationToken">Gives the send up, in the middle if need be.</param>
    /// <returns>How much was sent. When something fails behind the first datagram the result says so; nothing is thrown.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    /// <exception cref="SocketException">Nothing was sent: the datagrams are too long (WSAEMSGSIZE), or cannot be sent there; the provider has no
    /// control messages (WSAEOPNOTSUPP).</exception>
    /// <exception cref="OperationCanceledException">Nothing was sent, or whether the first datagrams were is unknown.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<SentSegments> SendSegmentsAsync(ReadOnlyMemory<byte> data, int segmentSize, in SocketAddressValue to,
        ReadOnlyMemory<byte> control = default, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segmentSize);
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<SentSegments>(Loop, cancellationToken);
        if (!control.IsEmpty && Provider.SendMessage == 0)
            return SocketFailure.Failed<SentSegments>(this, WSAEOPNOTSUPP);
        if (_segmentedSends is null)
            Interlocked.CompareExchange(ref _segmentedSends, SegmentedSendOperation.CreatePool(this), null);
        return _segmentedSends.Begin().Start(use.Socket, data, segmentSize, to.Bytes, control, cancellationToken);
    }

    /// <summary>Sends one buffer as many datagrams of the same size to the peer that the socket is connected to.</summary>
    /// <param name="data">The bytes of all of them, which must not change until the send is over. No bytes are one empty datagram.</param>
    /// <param name="segmentSize">How many bytes each datagram has; the last one may be shorter.</param>
    /// <param name="cancellationToken">Gives the send up, in the middle if need be.</param>
    /// <returns>How much was sent. When something fails behind the first datagram the result says so; nothing is thrown.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    /// <exception cref="SocketException">Nothing was sent: the socket is not connected (WSAENOTCONN), or the datagrams are too long (WSAEMSGSIZE).</exception>
    /// <exception cref="OperationCanceledException">Nothing was sent, or whether the first datagrams were is unknown.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<SentSegments> SendSegmentsAsync(ReadOnlyMemory<byte> data, int segmentSize, CancellationToken cancellationToken = default) =>
        SendSegmentsAsync(data, segmentSize, default, default, cancellationToken);

    /// <summary>Joins a multicast group: from now on its datagrams to the socket's port are received, too.</summary>
    /// <param name="group">The group, and optionally one source and the interface.</param>
    /// <exception cref="SocketException">The socket is of another family, it is a member already (WSAEADDRNOTAVAIL), or there is no such interface.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public void Join(in MulticastGroup group) => group.SetMembership(this, join: true);

    /// <summary>Leaves a multicast group, named as it was joined.</summary>
    /// <param name="group">The group, and optionally one source and the interface.</param>
    /// <exception cref="SocketException">The socket is not a member (WSAEADDRNOTAVAIL).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public void Leave(in MulticastGroup group) => group.SetMembership(this, join: false);

    internal static DatagramSocket Bind(SocketProvider provider, in SocketAddressValue address, DatagramSocketOptions? options)
    {
        DatagramSocket socket = Open(provider, options);
        try
        {
            socket.SetOption(SOL_SOCKET, options is { ShareAddress: true } ? SO_REUSEADDR : SO_EXCLUSIVEADDRUSE, 1);
            socket.Bind(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal static DatagramSocket Open(SocketProvider provider, DatagramSocketOptions? options)
    {
        var socket = new DatagramSocket(provider);
        try
        {
            socket.ReportUnreachable(false);
            options?.Configure?.Invoke(socket);
            if (options is { ReceivePacketInformation: true })
                socket.AskForPacketInformation();
            if (options is { MaximumCoalescedSize: > 0 })
                socket.AskForCoalescing(options.MaximumCoalescedSize);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal override void OnHandleClosed()
    {
        base.OnHandleClosed();
        _receives.Close();
        _sends.Close();
        _segmentedSends?.Close();
    }

    private static SocketProvider GetProvider(AddressFamily family, DatagramSocketOptions? options)
    {
        bool isIP = family is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
        CompletionLoop loop = options?.Loop ?? CompletionLoop.Shared;
        return loop.GetProvider(new SocketKind((int)family, SOCK_DGRAM, isIP ? IPPROTO_UDP : 0));
    }

    private void AskForPacketInformation()
    {
        bool isIPv6 = AddressFamily == AddressFamily.InterNetworkV6;
        if (Provider.ReceiveMessage == 0 || !(isIPv6 || AddressFamily == AddressFamily.InterNetwork))
            throw new SocketException(WSAEOPNOTSUPP);
        SetOption(isIPv6 ? IPPROTO_IPV6 : IPPROTO_IP, isIPv6 ? IPV6_PKTINFO : IP_PKTINFO, 1);
        ReceivesInformation = true;
        if (!isIPv6)
            return;

        // Of IPv4 datagrams to a socket of both versions the IPv4 option tells, which a socket of IPv6 alone refuses.
        int value = 1;
        using var use = Use();
        _ = Native.setsockopt(use.Socket, IPPROTO_IP, IP_PKTINFO, (byte*)&value, sizeof(int));
    }

    private void AskForCoalescing(int maximumSize)
    {
        if (!Provider.CoalescesReceives)
            return;
        SetOption(IPPROTO_UDP, UDP_RECV_MAX_COALESCED_SIZE, maximumSize);
        CoalescesReceives = true;
        ReceivesInformation = true;
    }

    /// <summary>Whether unreachable peers fail a receive. Providers of other protocols do not know the question.</summary>
    private void ReportUnreachable(bool report)
    {
        if (Provider.Kind.Protocol != IPPROTO_UDP)
            return;
        using var use = Use();
        int value = report ? 1 : 0;
        uint returned;
        foreach (uint code in (ReadOnlySpan<uint>)[SIO_UDP_CONNRESET, SIO_UDP_NETRESET])
            _ = Native.WSAIoctl(use.Socket, code, &value, sizeof(int), null, 0, &returned, null, null);
    }
}
