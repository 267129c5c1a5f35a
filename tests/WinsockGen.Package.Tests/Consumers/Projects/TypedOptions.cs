using System;
using System.Net.Sockets;

namespace Consumer
{
    /// <summary>Sets an option of each of two levels on a socket of the BCL, and reads it back: properties from C# 14 on.</summary>
    internal static class TypedOptions
    {
        public static void Run()
        {
            using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            {
#if EXTENSION_PROPERTIES
                socket.TcpNoDelay = true;
                bool noDelay = socket.TcpNoDelay;
                socket.SocketReceiveBufferSize = 65536;
                int receiveBuffer = socket.SocketReceiveBufferSize;
#else
                socket.SetTcpNoDelay(true);
                bool noDelay = socket.GetTcpNoDelay();
                socket.SetSocketReceiveBufferSize(65536);
                int receiveBuffer = socket.GetSocketReceiveBufferSize();
#endif
                if (!noDelay || !socket.NoDelay || receiveBuffer != 65536 || socket.ReceiveBufferSize != 65536)
                    throw new InvalidOperationException("The options were not set: " + noDelay + ", " + receiveBuffer);
            }
        }
    }
}
