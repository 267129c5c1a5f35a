/* The least that a server on a completion port can cost: no runtime, no checks, nothing allocated per operation, one thread.
   It serves the same scenarios as the servers in ../Servers, and is what they are compared with.

   x86_64-w64-mingw32-gcc -O2 -o floor.exe floor.c -lws2_32 -lmswsock */

#include <winsock2.h>
#include <ws2tcpip.h>
#include <mswsock.h>
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH 64
#define OUTSTANDING 4
#define ADDRESS (sizeof(struct sockaddr_storage) + 16)

enum kind { RECEIVE, SEND, ACCEPT, RECEIVE_FROM, SEND_TO, SEND_FILE };

struct operation {
    OVERLAPPED overlapped;
    enum kind kind;
    SOCKET socket;
    struct sockaddr_storage peer;
    int peer_length;
    DWORD length;
    char addresses[2 * ADDRESS];
    char *data;
};

static HANDLE port, file;
static SOCKET listener;
static DWORD longest;
static LONGLONG file_length;
static enum { STREAM, DATAGRAM, ACCEPTS, FILES } scenario;

/* What an operation that succeeds at once does next; bounded by nothing, since it is the floor, but by the peer, who waits for its echo. */
static void advance(struct operation *operation, DWORD transferred);

static SOCKET open_socket(int type, int protocol)
{
    return WSASocketW(AF_INET, type, protocol, NULL, 0, WSA_FLAG_OVERLAPPED);
}

static void attach(SOCKET socket)
{
    CreateIoCompletionPort((HANDLE)socket, port, 0, 0);
    SetFileCompletionNotificationModes((HANDLE)socket, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS | FILE_SKIP_SET_EVENT_ON_HANDLE);
}

static struct operation *create(SOCKET socket, enum kind kind)
{
    struct operation *operation = calloc(1, sizeof *operation);
    operation->socket = socket;
    operation->kind = kind;
    operation->data = longest ? malloc(longest) : NULL;
    return operation;
}

static void finish(struct operation *operation)
{
    closesocket(operation->socket);
    free(operation->data);
    free(operation);
}

static void concluded(struct operation *operation, int failed)
{
    if (!failed)
        advance(operation, (DWORD)operation->overlapped.InternalHigh);
    else if (WSAGetLastError() != WSA_IO_PENDING && (operation->kind == RECEIVE || operation->kind == SEND || operation->kind == SEND_FILE))
        finish(operation);
}

static void receive(struct operation *operation)
{
    WSABUF buffer = { longest, operation->data };
    DWORD flags = 0;
    memset(&operation->overlapped, 0, sizeof operation->overlapped);
    operation->kind = RECEIVE;
    concluded(operation, WSARecv(operation->socket, &buffer, 1, NULL, &flags, &operation->overlapped, NULL));
}

static void send_back(struct operation *operation, DWORD length)
{
    WSABUF buffer = { length, operation->data };
    memset(&operation->overlapped, 0, sizeof operation->overlapped);
    operation->kind = SEND;
    concluded(operation, WSASend(operation->socket, &buffer, 1, NULL, 0, &operation->overlapped, NULL));
}

static void receive_from(struct operation *operation)
{
    WSABUF buffer = { longest, operation->data };
    DWORD flags = 0;
    memset(&operation->overlapped, 0, sizeof operation->overlapped);
    operation->kind = RECEIVE_FROM;
    operation->peer_length = sizeof operation->peer;
    concluded(operation, WSARecvFrom(operation->socket, &buffer, 1, NULL, &flags, (struct sockaddr *)&operation->peer, &operation->peer_length,
                                     &operation->overlapped, NULL));
}

static void send_to(struct operation *operation, DWORD length)
{
    WSABUF buffer = { length, operation->data };
    memset(&operation->overlapped, 0, sizeof operation->overlapped);
    operation->kind = SEND_TO;
    concluded(operation, WSASendTo(operation->socket, &buffer, 1, NULL, 0, (struct sockaddr *)&operation->peer, operation->peer_length,
                                   &operation->overlapped, NULL));
}

static void send_file(struct operation *operation)
{
    memset(&operation->overlapped, 0, sizeof operation->overlapped);
    operation->kind = SEND_FILE;
    concluded(operation, !TransmitFile(operation->socket, file, (DWORD)file_length, 0, &operation->overlapped, NULL, 0));
}

static void accept_next(struct operation *operation)
{
    DWORD received;
    memset(&operation->overlapped, 0, sizeof operation->overlapped);
    operation->socket = open_socket(SOCK_STREAM, IPPROTO_TCP);
    concluded(operation, !AcceptEx(listener, operation->socket, operation->addresses, 0, ADDRESS, ADDRESS, &received, &operation->overlapped));
}

static void accepted(struct operation *operation)
{
    SOCKET connection = operation->socket;
    setsockopt(connection, SOL_SOCKET, SO_UPDATE_ACCEPT_CONTEXT, (char *)&listener, sizeof listener);
    if (scenario == ACCEPTS) {
        closesocket(connection);
    } else {
        attach(connection);
        if (scenario == FILES)
            send_file(create(connection, SEND_FILE));
        else
            receive(create(connection, RECEIVE));
    }
    accept_next(operation);
}

static void advance(struct operation *operation, DWORD transferred)
{
    switch (operation->kind) {
    case RECEIVE:
        if (transferred == 0)
            finish(operation);
        else
            send_back(operation, transferred);
        break;
    case SEND:
        receive(operation);
        break;
    case RECEIVE_FROM:
        send_to(operation, transferred);
        break;
    case SEND_TO:
        receive_from(operation);
        break;
    case ACCEPT:
        accepted(operation);
        break;
    case SEND_FILE:
        finish(operation);
        break;
    }
}

static void listen_on(SOCKET socket, struct sockaddr_in *name, int listens)
{
    int length = sizeof *name;
    memset(name, 0, sizeof *name);
    name->sin_family = AF_INET;
    name->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(socket, (struct sockaddr *)name, sizeof *name);
    if (listens)
        listen(socket, SOMAXCONN);
    getsockname(socket, (struct sockaddr *)name, &length);
}

/* Tells whoever connects what this process has used: bytes (none), and processor seconds. */
static DWORD WINAPI report(void *socket)
{
    for (;;) {
        SOCKET asking = accept((SOCKET)socket, NULL, NULL);
        FILETIME created, ended, kernel, user;
        char text[64];
        GetProcessTimes(GetCurrentProcess(), &created, &ended, &kernel, &user);
        ULONGLONG used = (((ULONGLONG)kernel.dwHighDateTime << 32) | kernel.dwLowDateTime) + (((ULONGLONG)user.dwHighDateTime << 32) | user.dwLowDateTime);
        send(asking, text, sprintf(text, "0 %.6f\n", used / 1e7), 0);
        closesocket(asking);
    }
    return 0;
}

static void create_file(void)
{
    char folder[MAX_PATH], path[MAX_PATH];
    LARGE_INTEGER end;
    GetTempPathA(sizeof folder, folder);
    GetTempFileNameA(folder, "wsg", 0, path);
    file = CreateFileA(path, GENERIC_READ | GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_FLAG_OVERLAPPED | FILE_FLAG_DELETE_ON_CLOSE, NULL);
    end.QuadPart = file_length;
    SetFilePointerEx(file, end, NULL, FILE_BEGIN);
    SetEndOfFile(file);
}

int main(int count, char **arguments)
{
    WSADATA data;
    struct sockaddr_in name, reports;
    SOCKET socket, reporting;
    int i;

    if (count != 3)
        return 2;
    WSAStartup(0x0202, &data);
    port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
    scenario = !strcmp(arguments[1], "stream") ? STREAM : !strcmp(arguments[1], "datagram") ? DATAGRAM : !strcmp(arguments[1], "accept") ? ACCEPTS : FILES;
    if (scenario == FILES) {
        file_length = _atoi64(arguments[2]);
        create_file();
    } else {
        longest = (DWORD)_atoi64(arguments[2]);
    }

    socket = scenario == DATAGRAM ? open_socket(SOCK_DGRAM, IPPROTO_UDP) : open_socket(SOCK_STREAM, IPPROTO_TCP);
    attach(socket);
    listen_on(socket, &name, scenario != DATAGRAM);
    reporting = open_socket(SOCK_STREAM, IPPROTO_TCP);
    listen_on(reporting, &reports, 1);
    CreateThread(NULL, 0, report, (void *)reporting, 0, NULL);
    printf("Listening on 127.0.0.1:%d, reporting on 127.0.0.1:%d\n", ntohs(name.sin_port), ntohs(reports.sin_port));
    fflush(stdout);

    if (scenario != DATAGRAM)
        listener = socket;
    if (scenario == DATAGRAM) {
        receive_from(create(socket, RECEIVE_FROM));
    } else {
        for (i = 0; i < OUTSTANDING; i++)
            accept_next(create(socket, ACCEPT));
    }

    for (;;) {
        OVERLAPPED_ENTRY entries[BATCH];
        ULONG taken, entry;
        if (!GetQueuedCompletionStatusEx(port, entries, BATCH, &taken, INFINITE, FALSE))
            return 1;
        for (entry = 0; entry < taken; entry++) {
            struct operation *operation = (struct operation *)entries[entry].lpOverlapped;
            if (operation->overlapped.Internal == 0)
                advance(operation, (DWORD)operation->overlapped.InternalHigh);
            else if (operation->kind == RECEIVE_FROM)
                receive_from(operation);
            else if (operation->kind == ACCEPT)
                accept_next(operation);
            else
                finish(operation);
        }
    }
}
