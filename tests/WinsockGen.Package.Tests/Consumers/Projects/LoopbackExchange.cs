using System;
using System.Net.Sockets;

namespace Consumer
{
    /// <summary>Sends four bytes from one socket to another, with nothing but the generated functions and structures.</summary>
    internal static unsafe class LoopbackExchange
    {
        public static void Run()
        {
            Ws2.WSADATA data;
            Require(Ws2.WSAStartup(0x0202, &data) == 0 && data.wVersion == 0x0202, "WSAStartup");

            nuint listener = Open();
            Ws2.SOCKADDR_IN address = default;
            address.sin_family = Ws2.AF_INET;
            address.sin_addr.S_un.S_addr = Ws2.htonl(Ws2.INADDR_LOOPBACK);
            int length = sizeof(Ws2.SOCKADDR_IN);
            Require(Ws2.bind(listener, (Ws2.SOCKADDR*)&address, length) == 0, "bind");
            Require(Ws2.getsockname(listener, (Ws2.SOCKADDR*)&address, &length) == 0, "getsockname");
            Require(length == 16 && address.sin_port != 0, "the address of getsockname");
            Require(Ws2.listen(listener, 1) == 0, "listen");

            nuint client = Open();
            Require(Ws2.connect(client, (Ws2.SOCKADDR*)&address, length) == 0, "connect");
            nuint server = Ws2.accept(listener, null, null);
            Require(server != Ws2.INVALID_SOCKET, "accept");

            byte* sent = stackalloc byte[4] { 1, 2, 3, 4 };
            byte* received = stackalloc byte[4];
            Require(Ws2.send(client, sent, 4, 0) == 4, "send");
            Require(Ws2.recv(server, received, 4, Ws2.MSG_WAITALL) == 4, "recv");
            Require(*(int*)sent == *(int*)received, "what was received");

            Require(Ws2.closesocket(server) == 0, "closesocket");
            Require(Ws2.closesocket(client) == 0, "closesocket");
            Require(Ws2.closesocket(listener) == 0, "closesocket");
            Require(Ws2.closesocket(listener) == Ws2.SOCKET_ERROR, "closesocket of a closed socket");
            Require(Ws2.WSACleanup() == 0, "WSACleanup");
        }

        private static nuint Open()
        {
            nuint socket = Ws2.socket(Ws2.AF_INET, Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);
            Require(socket != Ws2.INVALID_SOCKET, "socket");
            return socket;
        }

        private static void Require(bool condition, string what)
        {
            if (!condition)
                throw new InvalidOperationException(what + " failed with " + (SocketError)Ws2.WSAGetLastError());
        }
    }
}
