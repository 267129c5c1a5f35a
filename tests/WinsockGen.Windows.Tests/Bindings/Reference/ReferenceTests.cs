using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace WinsockGen.Windows.Tests.Bindings.Reference;

/// <summary>Where behaviour is subtle: the bindings get byte for byte what the same calls get in C, on this Winsock and in this run.</summary>
public sealed unsafe class ReferenceTests : SocketTest
{
    private readonly List<string> _lines = [];

    [ReferenceFact]
    public void The_bytes_and_lengths_that_getsockopt_writes()
    {
        ReadOnlySpan<(int Level, int Name)> options =
        [
            (Ws2.SOL_SOCKET, Ws2.SO_KEEPALIVE), (Ws2.SOL_SOCKET, Ws2.SO_REUSEADDR), (Ws2.SOL_SOCKET, Ws2.SO_BROADCAST),
            (Ws2.SOL_SOCKET, Ws2.SO_OOBINLINE), (Ws2.SOL_SOCKET, Ws2.SO_DONTROUTE), (Ws2.SOL_SOCKET, Ws2.SO_LINGER),
            (Ws2.SOL_SOCKET, Ws2.SO_DONTLINGER), (Ws2.SOL_SOCKET, Ws2.SO_SNDTIMEO), (Ws2.SOL_SOCKET, Ws2.SO_ACCEPTCONN),
            (Ws2.SOL_SOCKET, Ws2.SO_TYPE), (Ws2.SOL_SOCKET, Ws2.SO_CONNECT_TIME), (Ws2.IPPROTO_TCP, Ws2.TCP_NODELAY),
            (Ws2.IPPROTO_IP, Ws2.IP_TTL), (Ws2.IPPROTO_IP, Ws2.IP_TOS), (Ws2.IPPROTO_IP, Ws2.IP_MULTICAST_LOOP), (Ws2.IPPROTO_IP, Ws2.IP_OPTIONS),
        ];
        var value = stackalloc byte[16];
        foreach (var (level, name) in options)
        {
            foreach (var room in (ReadOnlySpan<int>)[16, 4, 1])
            {
                int one = 1, length = room;
                var socket = Ws2.socket(Ws2.AF_INET, Ws2.SOCK_STREAM, 0);
                var set = ErrorOf(Ws2.setsockopt(socket, level, name, (byte*)&one, sizeof(int)));
                new Span<byte>(value, 16).Fill(0xCC);
                var get = ErrorOf(Ws2.getsockopt(socket, level, name, value, &length));
                Add($"{level} {name} {room}: {set} {get} {length} {Hex(value, 16)}");
                Ws2.closesocket(socket);
            }
        }

        ReferenceProgram.AssertSame("options", _lines);
    }

    [ReferenceFact]
    public void What_is_left_of_datagrams_that_are_peeked_at_or_cut_off()
    {
        var receiver = Raw(BoundDatagram(out var to));
        var sender = BoundDatagram(out _);
        var bytes = stackalloc byte[8];
        Ws2.SOCKADDR_IN from;
        foreach (var flags in (ReadOnlySpan<int>)[Ws2.MSG_PEEK, 0])
        {
            for (var room = 2; room <= 6; room += 2)
            {
                uint waiting = 0, received = 77, wsaFlags = (uint)flags;
                var buffer = new Ws2.WSABUF { buf = bytes, len = (uint)room };
                var length = sizeof(Ws2.SOCKADDR_IN);
                Ws2.sendto(sender, "ping"u8, 0, to);
                Ws2.sendto(sender, "pong!"u8, 0, to);

                new Span<byte>(bytes, 8).Fill((byte)'x');
                var count = Ws2.recvfrom(receiver, bytes, room, flags, (Ws2.SOCKADDR*)&from, &length);
                var error = ErrorOf(count);
                Ws2.ioctlsocket(receiver, Ws2.FIONREAD, &waiting);
                Add($"{flags} {room}: {count} {error} {length} {Encoding.ASCII.GetString(bytes, 8)} {waiting}");

                new Span<byte>(bytes, 8).Fill((byte)'x');
                var result = Ws2.WSARecv(receiver, &buffer, 1, &received, &wsaFlags, null, null);
                Add($"WSARecv: {result} {ErrorOf(result)} {received} {wsaFlags} {Encoding.ASCII.GetString(bytes, 8)}");
                Drain(receiver, bytes);
            }
        }

        ReferenceProgram.AssertSame("datagrams", _lines);
    }

    [ReferenceFact]
    public void What_select_and_WSAPoll_say_is_ready()
    {
        var (client, server) = Connect();
        var limit = new Ws2.TIMEVAL { tv_sec = 10 };
        Ws2.fd_set readable, writable, exceptional;
        Ws2.send(client, "ping"u8, 0);
        for (var i = 0; i < 2; i++)
        {
            Ws2.FD_ZERO(&readable);
            Ws2.FD_ZERO(&writable);
            Ws2.FD_SET(Raw(server), &readable);
            Ws2.FD_SET(Raw(server), &readable);
            if (i == 1)
                Ws2.FD_SET(Raw(server), &writable);
            Add($"select: {Ws2.select(0, &readable, &writable, null, &limit)} {readable.fd_count} {writable.fd_count}");
        }

        var refused = Stream();
        BoundDatagram(out var nobody);
        SetNonblocking(refused);
        int error;
        fixed (byte* name = nobody)
            error = ErrorOf(Ws2.connect(Raw(refused), (Ws2.SOCKADDR*)name, nobody.Length));
        Ws2.FD_ZERO(&exceptional);
        Ws2.FD_SET(Raw(refused), &exceptional);
        Ws2.select(0, null, null, &exceptional, &limit);
        Ws2.WSAPOLLFD[] polled =
        [
            new() { fd = Raw(refused), events = Ws2.POLLWRNORM },
            new() { fd = Raw(client), events = Ws2.POLLWRNORM | Ws2.POLLRDNORM },
            new() { fd = Raw(server), events = Ws2.POLLRDNORM },
        ];
        var result = Ws2.WSAPoll(polled, 1000);
        Add($"WSAPoll: {error} {result} {polled[0].revents} {polled[1].revents} {polled[2].revents}");

        ReferenceProgram.AssertSame("readiness", _lines);
    }

    [ReferenceFact]
    public void What_getaddrinfo_makes_of_hints_and_wrong_names()
    {
        (string? Node, string? Service, int Flags, int Family, int Type)[] rows =
        [
            ("127.0.0.1", "7007", 0, Ws2.AF_UNSPEC, Ws2.SOCK_STREAM), ("127.0.0.1", "7007", 0, Ws2.AF_UNSPEC, 0),
            ("127.0.0.1", "http", 0, Ws2.AF_INET, Ws2.SOCK_STREAM), ("127.0.0.1", "7007", Ws2.AI_CANONNAME, Ws2.AF_INET, Ws2.SOCK_DGRAM),
            ("127.0.0.1", null, Ws2.AI_NUMERICHOST, Ws2.AF_INET6, 0), ("::1", "0", Ws2.AI_NUMERICHOST, Ws2.AF_UNSPEC, Ws2.SOCK_STREAM),
            (null, "80", Ws2.AI_PASSIVE, Ws2.AF_INET, Ws2.SOCK_STREAM), (null, "80", 0, Ws2.AF_INET, Ws2.SOCK_STREAM),
            (null, null, 0, Ws2.AF_INET, 0), ("1.2.3.4.5", null, Ws2.AI_NUMERICHOST, Ws2.AF_UNSPEC, 0),
            ("127.0.0.1", "no-such-service", 0, Ws2.AF_INET, Ws2.SOCK_STREAM), ("127.0.0.1", null, 0, 12345, 0),
            ("127.0.0.1", null, 0, Ws2.AF_INET, 12345), (null, "80", Ws2.AI_CANONNAME, Ws2.AF_INET, 0),
        ];
        for (var i = 0; i < rows.Length; i++)
        {
            var hints = new Ws2.ADDRINFOA { ai_flags = rows[i].Flags, ai_family = rows[i].Family, ai_socktype = rows[i].Type };
            Ws2.ADDRINFOA* found = null;
            fixed (byte* node = CString(rows[i].Node))
            fixed (byte* service = CString(rows[i].Service))
                Add($"{i}: {Ws2.getaddrinfo(node, service, &hints, &found)}");
            for (var at = found; at != null; at = at->ai_next)
            {
                var canonical = at->ai_canonname == null ? "-" : Marshal.PtrToStringUTF8((nint)at->ai_canonname);
                Add($"{at->ai_family} {at->ai_socktype} {at->ai_protocol} {at->ai_addrlen} {canonical} {Hex(at->ai_addr, (int)at->ai_addrlen)}");
            }

            if (found != null)
                Ws2.freeaddrinfo(found);
        }

        ReferenceProgram.AssertSame("names", _lines);
    }

    [ReferenceFact]
    public void Which_text_is_an_address()
    {
        string[] rows =
        [
            "127.0.0.1", "127.1", "1.2", "1.2.3", "0x7f.0.0.1", "0177.0.0.1", "4294967295", "4294967296", "256.1.1.1", "1.2.3.4.5", "",
            " ", "1.2.3.4 ", "127.0.0.1:80", "127.0.0.1:", "127.0.0.1:65536", "::1", "[::1]:80", "[::1]", "fe80::1%3", "::ffff:1.2.3.4", "::g",
        ];
        var bytes = stackalloc byte[28];
        foreach (var row in rows)
        {
            fixed (byte* text = CString(row))
            {
                Add($"inet_addr {row}: {Ws2.inet_addr(text):X8}");
                foreach (var family in (ReadOnlySpan<int>)[Ws2.AF_INET, Ws2.AF_INET6])
                {
                    var length = 28;
                    new Span<byte>(bytes, 28).Clear();
                    var result = Ws2.inet_pton(family, text, bytes);
                    Add($"inet_pton {family} {row}: {result} {Hex(bytes, result == 1 ? 16 : 0)}");
                    new Span<byte>(bytes, 28).Clear();
                    result = ErrorOf(Ws2.WSAStringToAddressA(text, family, null, (Ws2.SOCKADDR*)bytes, &length));
                    Add($"WSAStringToAddress {family} {row}: {result} {length} {Hex(bytes, result == 0 ? length : 0)}");
                }
            }
        }

        ReferenceProgram.AssertSame("text", _lines);
    }

    [ReferenceFact]
    public void Where_control_messages_stand_in_their_buffer()
    {
        var receiver = BoundDatagram(out var to);
        var sender = BoundDatagram(out _);
        var extensions = Ws2.ExtensionFunctions.Load(Raw(receiver));
        for (nuint length = 0; length <= 20; length += 4)
            Add($"{Ws2.WSA_CMSG_LEN(length)} {Ws2.WSA_CMSG_SPACE(length)}");

        Ws2.setsockopt(receiver, Ws2.IPPROTO_IP, Ws2.IP_PKTINFO, BitConverter.GetBytes(1));
        byte* bytes = stackalloc byte[16], space = stackalloc byte[64];
        Ws2.SOCKADDR_IN from;
        for (var room = 0u; room <= 64; room += 16)
        {
            var count = 77u;
            var buffer = new Ws2.WSABUF { buf = bytes, len = 16 };
            var message = new Ws2.WSAMSG
            {
                name = (Ws2.SOCKADDR*)&from,
                namelen = sizeof(Ws2.SOCKADDR_IN),
                lpBuffers = &buffer,
                dwBufferCount = 1,
                Control = new() { buf = space, len = room },
            };
            new Span<byte>(space, 64).Fill(0xCC);
            Ws2.sendto(sender, "ping"u8, 0, to);
            var result = extensions.WSARecvMsg(Raw(receiver), &message, &count, null, null);
            var error = result == Ws2.SOCKET_ERROR ? Ws2.WSAGetLastError() : 0;
            Add($"{room}: {error} {count} {message.dwFlags} {message.Control.len} {Hex(space, 64)}");
        }

        ReferenceProgram.AssertSame("control", _lines);
    }

    [ReferenceFact]
    public void Which_lengths_of_addresses_are_written_back()
    {
        var listener = Listen(out var address);
        var name = stackalloc byte[128];
        foreach (var room in (ReadOnlySpan<int>)[128, 16, 15, 0])
        {
            int accepted = room, own = room, peer = room;
            var client = Stream();
            Ws2.connect(client, address);
            var server = Ws2.accept(Raw(listener), (Ws2.SOCKADDR*)name, &accepted);
            var acceptError = server == Ws2.INVALID_SOCKET ? Marshal.GetLastWin32Error() : 0;
            if (acceptError == 0)
                Keep(server);
            var ownError = ErrorOf(Ws2.getsockname(Raw(client), (Ws2.SOCKADDR*)name, &own));
            var peerError = ErrorOf(Ws2.getpeername(Raw(client), (Ws2.SOCKADDR*)name, &peer));
            Add($"{room}: {acceptError} {accepted} {ownError} {own} {peerError} {peer}");
        }

        ReferenceProgram.AssertSame("lengths", _lines);
    }

    [ReferenceFact]
    public void Where_AcceptEx_puts_the_addresses()
    {
        const int Data = 8, Local = 32, Remote = 48;
        var listener = Listen(out var address);
        var client = Stream();
        var accepted = Stream();
        var output = stackalloc byte[Data + Local + Remote];
        uint count = 0, flags;
        Ws2.SOCKADDR* local, remote;
        int localLength, remoteLength;
        var overlapped = new Ws2.OVERLAPPED { hEvent = Ws2.WSACreateEvent() };
        Ws2.AcceptEx(Raw(listener), Raw(accepted), output, Data, Local, Remote, &count, &overlapped);
        Ws2.connect(client, address);
        Ws2.send(client, "ping"u8, 0);
        Ws2.WSAGetOverlappedResult(Raw(listener), &overlapped, &count, 1, &flags);
        Ws2.WSACloseEvent(overlapped.hEvent);

        Ws2.GetAcceptExSockaddrs(output, Data, Local, Remote, &local, &localLength, &remote, &remoteLength);
        ((Ws2.SOCKADDR_IN*)local)->sin_port = ((Ws2.SOCKADDR_IN*)remote)->sin_port = 0;
        Add($"{count} {(byte*)local - output} {localLength} {(byte*)remote - output} {remoteLength} {Hex(output, 4)}{Hex(local, localLength)}{Hex(remote, remoteLength)}");

        ReferenceProgram.AssertSame("accepting", _lines);
    }

    [ReferenceFact]
    public void Where_the_fields_of_structs_are()
    {
        var membership = new Ws2.IP_MREQ { imr_multiaddr = Address(0x04030201), imr_interface = Address(0x08070605) };
        var source = new Ws2.IP_MREQ_SOURCE { imr_multiaddr = Address(1), imr_sourceaddr = Address(2), imr_interface = Address(3) };
        var linger = new Ws2.LINGER { l_onoff = 1, l_linger = 0x1234 };
        var keepAlive = new Ws2.tcp_keepalive { onoff = 1, keepalivetime = 2, keepaliveinterval = 3 };
        var info = new Ws2.IN_PKTINFO { ipi_addr = Address(0x0100007F), ipi_ifindex = 9 };
        var group = new Ws2.GROUP_REQ { gr_interface = 5, gr_group = new() { ss_family = Ws2.AF_INET6 } };
        var protocol = new Ws2.WSAPROTOCOL_INFOW { iAddressFamily = 1, iSocketType = 2, iProtocol = 3, dwMessageSize = 4 };
        protocol.szProtocol[0] = 'A';

        Add($"{Hex(&membership, sizeof(Ws2.IP_MREQ))} {Hex(&source, sizeof(Ws2.IP_MREQ_SOURCE))} {Hex(&linger, sizeof(Ws2.LINGER))} "
            + $"{Hex(&keepAlive, sizeof(Ws2.tcp_keepalive))} {Hex(&info, sizeof(Ws2.IN_PKTINFO))}");
        Add(Hex(&group, sizeof(Ws2.GROUP_REQ)));
        Add(Hex(&protocol, sizeof(Ws2.WSAPROTOCOL_INFOW)));

        ReferenceProgram.AssertSame("structs", _lines);
    }

    private void Add(string line) => _lines.Add(line);

    private static int ErrorOf(int result) => result == Ws2.SOCKET_ERROR ? Marshal.GetLastWin32Error() : 0;

    private static string Hex(void* bytes, int count) => Convert.ToHexString(new ReadOnlySpan<byte>(bytes, count));

    private static byte[]? CString(string? text) => text is null ? null : Encoding.ASCII.GetBytes(text + '\0');

    private static Ws2.IN_ADDR Address(uint address) => new() { S_un = new() { S_addr = address } };

    /// <summary>Takes away what is left, so that each case begins with nothing waiting.</summary>
    private static void Drain(nuint socket, byte* bytes)
    {
        uint nonblocking = 1, blocking = 0;
        Ws2.ioctlsocket(socket, Ws2.FIONBIO, &nonblocking);
        while (Ws2.recv(socket, bytes, 8, 0) > 0)
        {
        }

        Ws2.ioctlsocket(socket, Ws2.FIONBIO, &blocking);
    }
}
