/* The calls of Bindings/Reference/ReferenceTests.cs, made in C. Each line that this program prints is a subject, a tab, and
   what Winsock answered; the tests make the same calls through the generated bindings and compare line by line. */
#define _WIN32_WINNT 0x0A00
#include <winsock2.h>
#include <ws2tcpip.h>
#include <mswsock.h>
#include <mstcpip.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

static void print_hex(const void *bytes, int count)
{
    for (int i = 0; i < count; i++)
        printf("%02X", ((const unsigned char *)bytes)[i]);
}

static struct sockaddr_in loopback(int port)
{
    struct sockaddr_in address;
    memset(&address, 0, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_port = htons((u_short)port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static SOCKET bound(int type, struct sockaddr_in *address)
{
    int length = sizeof(*address);
    SOCKET s = WSASocketW(AF_INET, type, 0, NULL, 0, WSA_FLAG_OVERLAPPED);
    *address = loopback(0);
    bind(s, (struct sockaddr *)address, sizeof(*address));
    getsockname(s, (struct sockaddr *)address, &length);
    return s;
}

static void connected(SOCKET *client, SOCKET *server)
{
    struct sockaddr_in address;
    SOCKET listener = bound(SOCK_STREAM, &address);
    listen(listener, 1);
    *client = socket(AF_INET, SOCK_STREAM, 0);
    connect(*client, (struct sockaddr *)&address, sizeof(address));
    *server = accept(listener, NULL, NULL);
    closesocket(listener);
}

static int error_of(int result)
{
    return result == SOCKET_ERROR ? WSAGetLastError() : 0;
}

static void options(void)
{
    static const struct { int level, name; } rows[] = {
        { SOL_SOCKET, SO_KEEPALIVE }, { SOL_SOCKET, SO_REUSEADDR }, { SOL_SOCKET, SO_BROADCAST }, { SOL_SOCKET, SO_OOBINLINE },
        { SOL_SOCKET, SO_DONTROUTE }, { SOL_SOCKET, SO_LINGER }, { SOL_SOCKET, SO_DONTLINGER }, { SOL_SOCKET, SO_SNDTIMEO },
        { SOL_SOCKET, SO_ACCEPTCONN }, { SOL_SOCKET, SO_TYPE }, { SOL_SOCKET, SO_CONNECT_TIME }, { IPPROTO_TCP, TCP_NODELAY },
        { IPPROTO_IP, IP_TTL }, { IPPROTO_IP, IP_TOS }, { IPPROTO_IP, IP_MULTICAST_LOOP }, { IPPROTO_IP, IP_OPTIONS },
    };
    static const int room[] = { 16, 4, 1 };
    for (int i = 0; i < COUNT(rows); i++) {
        for (int j = 0; j < COUNT(room); j++) {
            unsigned char value[16];
            int one = 1, length = room[j];
            SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
            int set = error_of(setsockopt(s, rows[i].level, rows[i].name, (char *)&one, sizeof(one)));
            memset(value, 0xCC, sizeof(value));
            int get = error_of(getsockopt(s, rows[i].level, rows[i].name, (char *)value, &length));
            printf("options\t%d %d %d: %d %d %d ", rows[i].level, rows[i].name, room[j], set, get, length);
            print_hex(value, sizeof(value));
            printf("\n");
            closesocket(s);
        }
    }
}

static void datagrams(void)
{
    static const int flags[] = { MSG_PEEK, 0 };
    struct sockaddr_in to, from;
    SOCKET receiver = bound(SOCK_DGRAM, &to), sender = bound(SOCK_DGRAM, &from);
    for (int i = 0; i < COUNT(flags); i++) {
        for (int room = 2; room <= 6; room += 2) {
            char bytes[8];
            u_long waiting = 0;
            DWORD received = 77, wsa_flags = flags[i];
            WSABUF buffer = { room, bytes };
            int length = sizeof(from);
            sendto(sender, "ping", 4, 0, (struct sockaddr *)&to, sizeof(to));
            sendto(sender, "pong!", 5, 0, (struct sockaddr *)&to, sizeof(to));
            memset(bytes, 'x', sizeof(bytes));
            int count = recvfrom(receiver, bytes, room, flags[i], (struct sockaddr *)&from, &length);
            int error = error_of(count);
            ioctlsocket(receiver, FIONREAD, &waiting);
            printf("datagrams\t%d %d: %d %d %d %.8s %lu\n", flags[i], room, count, error, length, bytes, waiting);
            memset(bytes, 'x', sizeof(bytes));
            int result = WSARecv(receiver, &buffer, 1, &received, &wsa_flags, NULL, NULL);
            error = error_of(result);
            printf("datagrams\tWSARecv: %d %d %lu %lu %.8s\n", result, error, received, wsa_flags, bytes);
            for (u_long nonblocking = 1; ioctlsocket(receiver, FIONBIO, &nonblocking), recv(receiver, bytes, 8, 0) > 0;) {}
            u_long blocking = 0;
            ioctlsocket(receiver, FIONBIO, &blocking);
        }
    }
}

static void readiness(void)
{
    struct sockaddr_in nobody;
    u_long nonblocking = 1;
    SOCKET client, server;
    TIMEVAL limit = { 10, 0 };
    connected(&client, &server);
    send(client, "ping", 4, 0);
    for (int i = 0; i < 2; i++) {
        fd_set readable, writable;
        FD_ZERO(&readable);
        FD_ZERO(&writable);
        FD_SET(server, &readable);
        FD_SET(server, &readable);
        if (i == 1)
            FD_SET(server, &writable);
        int result = select(0, &readable, &writable, NULL, &limit);
        printf("readiness\tselect: %d %u %u\n", result, readable.fd_count, writable.fd_count);
    }

    SOCKET refused = socket(AF_INET, SOCK_STREAM, 0), only_datagrams = bound(SOCK_DGRAM, &nobody);
    ioctlsocket(refused, FIONBIO, &nonblocking);
    int error = error_of(connect(refused, (struct sockaddr *)&nobody, sizeof(nobody)));
    fd_set exceptional;
    FD_ZERO(&exceptional);
    FD_SET(refused, &exceptional);
    select(0, NULL, NULL, &exceptional, &limit);
    WSAPOLLFD polled[] = { { refused, POLLWRNORM, 0 }, { client, POLLWRNORM | POLLRDNORM, 0 }, { server, POLLRDNORM, 0 } };
    int result = WSAPoll(polled, COUNT(polled), 1000);
    printf("readiness\tWSAPoll: %d %d %d %d %d\n", error, result, polled[0].revents, polled[1].revents, polled[2].revents);
    closesocket(only_datagrams);
}

static void names(void)
{
    static const struct { const char *node, *service; int flags, family, type; } rows[] = {
        { "127.0.0.1", "7007", 0, AF_UNSPEC, SOCK_STREAM }, { "127.0.0.1", "7007", 0, AF_UNSPEC, 0 },
        { "127.0.0.1", "http", 0, AF_INET, SOCK_STREAM }, { "127.0.0.1", "7007", AI_CANONNAME, AF_INET, SOCK_DGRAM },
        { "127.0.0.1", NULL, AI_NUMERICHOST, AF_INET6, 0 }, { "::1", "0", AI_NUMERICHOST, AF_UNSPEC, SOCK_STREAM },
        { NULL, "80", AI_PASSIVE, AF_INET, SOCK_STREAM }, { NULL, "80", 0, AF_INET, SOCK_STREAM }, { NULL, NULL, 0, AF_INET, 0 },
        { "1.2.3.4.5", NULL, AI_NUMERICHOST, AF_UNSPEC, 0 }, { "127.0.0.1", "no-such-service", 0, AF_INET, SOCK_STREAM },
        { "127.0.0.1", NULL, 0, 12345, 0 }, { "127.0.0.1", NULL, 0, AF_INET, 12345 }, { NULL, "80", AI_CANONNAME, AF_INET, 0 },
    };
    for (int i = 0; i < COUNT(rows); i++) {
        struct addrinfo hints, *found = NULL;
        memset(&hints, 0, sizeof(hints));
        hints.ai_flags = rows[i].flags;
        hints.ai_family = rows[i].family;
        hints.ai_socktype = rows[i].type;
        printf("names\t%d: %d\n", i, getaddrinfo(rows[i].node, rows[i].service, &hints, &found));
        for (struct addrinfo *at = found; at; at = at->ai_next) {
            printf("names\t%d %d %d %d %s ", at->ai_family, at->ai_socktype, at->ai_protocol, (int)at->ai_addrlen, at->ai_canonname ? at->ai_canonname : "-");
            print_hex(at->ai_addr, (int)at->ai_addrlen);
            printf("\n");
        }
        if (found)
            freeaddrinfo(found);
    }
}

static void text(void)
{
    static const char *const rows[] = {
        "127.0.0.1", "127.1", "1.2", "1.2.3", "0x7f.0.0.1", "0177.0.0.1", "4294967295", "4294967296", "256.1.1.1", "1.2.3.4.5", "",
        " ", "1.2.3.4 ", "127.0.0.1:80", "127.0.0.1:", "127.0.0.1:65536", "::1", "[::1]:80", "[::1]", "fe80::1%3", "::ffff:1.2.3.4", "::g",
    };
    for (int i = 0; i < COUNT(rows); i++) {
        unsigned char bytes[28];
        printf("text\tinet_addr %s: %08lX\n", rows[i], inet_addr(rows[i]));
        for (int family = AF_INET; family <= AF_INET6; family += AF_INET6 - AF_INET) {
            int length = sizeof(bytes);
            memset(bytes, 0, sizeof(bytes));
            int result = inet_pton(family, rows[i], bytes);
            printf("text\tinet_pton %d %s: %d ", family, rows[i], result);
            print_hex(bytes, result == 1 ? 16 : 0);
            memset(bytes, 0, sizeof(bytes));
            result = error_of(WSAStringToAddressA((char *)rows[i], family, NULL, (struct sockaddr *)bytes, &length));
            printf("\ntext\tWSAStringToAddress %d %s: %d %d ", family, rows[i], result, length);
            print_hex(bytes, result == 0 ? length : 0);
            printf("\n");
        }
    }
}

static void control(void)
{
    GUID guid = WSAID_WSARECVMSG;
    LPFN_WSARECVMSG receive;
    struct sockaddr_in to, from;
    DWORD count;
    int one = 1;
    SOCKET receiver = bound(SOCK_DGRAM, &to), sender = bound(SOCK_DGRAM, &from);
    for (int length = 0; length <= 20; length += 4)
        printf("control\t%d %d\n", (int)WSA_CMSG_LEN(length), (int)WSA_CMSG_SPACE(length));

    WSAIoctl(receiver, SIO_GET_EXTENSION_FUNCTION_POINTER, &guid, sizeof(guid), &receive, sizeof(receive), &count, NULL, NULL);
    setsockopt(receiver, IPPROTO_IP, IP_PKTINFO, (char *)&one, sizeof(one));
    for (int room = 0; room <= 64; room += 16) {
        char bytes[16], space[64];
        WSABUF buffer = { sizeof(bytes), bytes };
        WSAMSG message = { (struct sockaddr *)&from, sizeof(from), &buffer, 1, { room, space }, 0 };
        memset(space, 0xCC, sizeof(space));
        count = 77;
        sendto(sender, "ping", 4, 0, (struct sockaddr *)&to, sizeof(to));
        int error = error_of(receive(receiver, &message, &count, NULL, NULL));
        printf("control\t%d: %d %lu %lu %lu ", room, error, count, message.dwFlags, message.Control.len);
        print_hex(space, sizeof(space));
        printf("\n");
    }
}

static void lengths(void)
{
    static const int room[] = { 128, 16, 15, 0 };
    struct sockaddr_in address;
    SOCKET listener = bound(SOCK_STREAM, &address);
    listen(listener, 5);
    for (int i = 0; i < COUNT(room); i++) {
        char name[128];
        int accepted = room[i], own = room[i], peer = room[i];
        SOCKET client = socket(AF_INET, SOCK_STREAM, 0);
        connect(client, (struct sockaddr *)&address, sizeof(address));
        SOCKET server = accept(listener, (struct sockaddr *)name, &accepted);
        int accept_error = server == INVALID_SOCKET ? WSAGetLastError() : 0;
        int own_error = error_of(getsockname(client, (struct sockaddr *)name, &own));
        int peer_error = error_of(getpeername(client, (struct sockaddr *)name, &peer));
        printf("lengths\t%d: %d %d %d %d %d %d\n", room[i], accept_error, accepted, own_error, own, peer_error, peer);
    }
}

static void accepting(void)
{
    char output[8 + 32 + 48];
    struct sockaddr_in address, *local, *remote;
    struct sockaddr *local_start, *remote_start;
    int local_length, remote_length;
    DWORD count = 0, flags;
    OVERLAPPED overlapped;
    SOCKET listener = bound(SOCK_STREAM, &address), client = socket(AF_INET, SOCK_STREAM, 0);
    SOCKET accepted = WSASocketW(AF_INET, SOCK_STREAM, 0, NULL, 0, WSA_FLAG_OVERLAPPED);
    memset(&overlapped, 0, sizeof(overlapped));
    overlapped.hEvent = WSACreateEvent();
    memset(output, 0xCC, sizeof(output));
    listen(listener, 1);
    AcceptEx(listener, accepted, output, 8, 32, 48, &count, &overlapped);
    connect(client, (struct sockaddr *)&address, sizeof(address));
    send(client, "ping", 4, 0);
    WSAGetOverlappedResult(listener, &overlapped, &count, TRUE, &flags);
    GetAcceptExSockaddrs(output, 8, 32, 48, &local_start, &local_length, &remote_start, &remote_length);
    local = (struct sockaddr_in *)local_start;
    remote = (struct sockaddr_in *)remote_start;
    local->sin_port = remote->sin_port = 0;
    printf("accepting\t%lu %d %d %d %d ", count, (int)((char *)local - output), local_length, (int)((char *)remote - output), remote_length);
    print_hex(output, 4);
    print_hex(local, local_length);
    print_hex(remote, remote_length);
    printf("\n");
}

static void structs(void)
{
    struct ip_mreq membership = { .imr_multiaddr.s_addr = 0x04030201, .imr_interface.s_addr = 0x08070605 };
    struct ip_mreq_source source = { .imr_multiaddr.s_addr = 1, .imr_sourceaddr.s_addr = 2, .imr_interface.s_addr = 3 };
    struct linger linger = { 1, 0x1234 };
    struct tcp_keepalive keepalive = { 1, 2, 3 };
    struct in_pktinfo info = { .ipi_addr.s_addr = 0x0100007F, .ipi_ifindex = 9 };
    GROUP_REQ group;
    WSAPROTOCOL_INFOW protocol;
    memset(&group, 0, sizeof(group));
    group.gr_interface = 5;
    group.gr_group.ss_family = AF_INET6;
    memset(&protocol, 0, sizeof(protocol));
    protocol.iAddressFamily = 1;
    protocol.iSocketType = 2;
    protocol.iProtocol = 3;
    protocol.dwMessageSize = 4;
    protocol.szProtocol[0] = 'A';
    printf("structs\t");
    print_hex(&membership, sizeof(membership));
    printf(" ");
    print_hex(&source, sizeof(source));
    printf(" ");
    print_hex(&linger, sizeof(linger));
    printf(" ");
    print_hex(&keepalive, sizeof(keepalive));
    printf(" ");
    print_hex(&info, sizeof(info));
    printf("\nstructs\t");
    print_hex(&group, sizeof(group));
    printf("\nstructs\t");
    print_hex(&protocol, sizeof(protocol));
    printf("\n");
}

int main(void)
{
    WSADATA data;
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return 1;
    options();
    datagrams();
    readiness();
    names();
    text();
    control();
    lengths();
    accepting();
    structs();
    return 0;
}
