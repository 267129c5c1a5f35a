using System.Net.Sockets;

/// <summary>Sets and shows socket options as typed properties, on a plain socket of System.Net.Sockets.</summary>
internal static class OptionReport
{
    public static void Write(TextWriter output)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.TcpNoDelay = true;
        socket.SocketKeepAlive = true;

        output.WriteLine("Options of a TCP socket:");
        output.WriteLine($"  TcpNoDelay {socket.TcpNoDelay}, SocketKeepAlive {socket.SocketKeepAlive}, SocketReuseAddress {socket.SocketReuseAddress}");
        output.WriteLine($"  SocketReceiveBufferSize {socket.SocketReceiveBufferSize} bytes, SocketSendTimeout {socket.SocketSendTimeout}");
    }
}
