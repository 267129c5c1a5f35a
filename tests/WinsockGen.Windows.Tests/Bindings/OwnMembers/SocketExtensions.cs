using System;
using System.Net.Sockets;

namespace WinsockGen.Windows.Tests.Bindings.OwnMembers;

/// <summary>Members as a user declares them, of the bindings' own constants and structs.</summary>
internal static partial class SocketExtensions
{
    [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_RCVBUF)]
    public static partial int GetOwnReceiveBuffer(this Socket socket);

    [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_RCVBUF)]
    public static partial void SetOwnReceiveBuffer(this Socket socket, int value);

    [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)]
    public static partial Ws2.LINGER GetOwnLinger(this Socket socket);

    [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)]
    public static partial void SetOwnLinger(this Socket socket, in Ws2.LINGER value);

    [SocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay)]
    public static partial bool GetOwnNoDelay(this Socket socket);

    [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_TYPE)]
    public static partial int GetOwnType(this Socket socket, Span<byte> value);

    [SocketIoctl(Ws2.SIO_KEEPALIVE_VALS)]
    public static partial void SetOwnKeepAlive(this Socket socket, in Ws2.tcp_keepalive values);

    [SocketIoctl(Ws2.FIONREAD)]
    public static partial uint GetOwnAvailable(this Socket socket);

    [SocketOption(Ws2.SOL_SOCKET, 0x7FFF)]
    public static partial int GetNonsense(this Socket socket);
}
