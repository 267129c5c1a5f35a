using System;
using System.Net.Sockets;
using WinsockGen;

namespace Consumer
{
    /// <summary>An option and a struct of the user's own, named by the bindings' constants and structs.</summary>
    internal static partial class OwnOptions
    {
        [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)]
        internal static partial Ws2.LINGER GetOwnLinger(this Socket socket);

        [SocketOption(Ws2.SOL_SOCKET, Ws2.SO_LINGER)]
        internal static partial void SetOwnLinger(this Socket socket, in Ws2.LINGER value);

        [SocketIoctl(Ws2.SIO_KEEPALIVE_VALS)]
        internal static partial void SetOwnKeepAlive(this Socket socket, in Ws2.tcp_keepalive values);

        internal static void Run()
        {
            using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            {
                socket.SetOwnLinger(new Ws2.LINGER { l_onoff = 1, l_linger = 7 });
                Ws2.LINGER linger = socket.GetOwnLinger();
                if (linger.l_onoff != 1 || linger.l_linger != 7 || socket.LingerState?.LingerTime != 7)
                    throw new InvalidOperationException("The linger was not set: " + linger.l_onoff + ", " + linger.l_linger);
            }
        }
    }
}
