using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>
/// Datagrams. The control messages of a datagram are what its sender gave, apart from those that are for Windows, and what the receiver's
/// options ask for.
/// </summary>
internal sealed unsafe partial class ScriptedWinsock
{
    public const uint StatusBufferOverflow = 0x80000005;
    public const uint StatusPortUnreachable = 0xC000023F;

    /// <summary>Whether sends are cut and receives coalesced, as since Windows 10 version 2004 (IPPROTO_UDP socket options).</summary>
    public bool HasSegmentation { get; set; }

    /// <summary>Datagrams that were sent to nobody.</summary>
    public int LostDatagrams { get; private set; }

    private static int Connect(nuint handle, SOCKADDR* name, int length)
    {
        ScriptedWinsock world = Current;
        if (world.TakeFailure(nameof(Ws2.connect)) is int failure)
            return Fail(failure);
        ScriptedSocket socket = world._sockets[handle];
        socket.Remote = ReadEndPoint(name, length);
        socket.Local ??= world.FreeEndPoint(socket);
        if (socket.Type == SOCK_STREAM)
            return world.ConnectStream(socket);
        socket.MessagePeer = world.MessagePeers.GetValueOrDefault(socket.Remote.Port);
        return 0;
    }

    private static int RecvFrom(nuint handle, WSABUF* buffers, uint count, uint* received, uint* flags, SOCKADDR* name, int* nameLength,
        OVERLAPPED* overlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        ScriptedSocket socket = Current._sockets[handle];
        if (socket.Local is null)
            return Fail(WSAEINVAL); // WSARecvFrom: the socket has not been bound.
        return Result(Current.Start(nameof(Ws2.WSARecvFrom), new PendingCall(CallKind.ReceiveDatagram, socket, overlapped)
        {
            Buffer = buffers->buf,
            Length = (int)buffers->len,
            Name = (byte*)name,
            NameLength = nameLength,
        }));
    }

    private static int SendTo(nuint handle, WSABUF* buffers, uint count, uint* sent, uint flags, SOCKADDR* name, int nameLength,
        OVERLAPPED* overlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        ScriptedSocket socket = Current._sockets[handle];
        if (name == null && socket.Remote is null)
            return Fail(WSAENOTCONN);
        return Result(Current.Start(nameof(Ws2.WSASendTo), new PendingCall(CallKind.SendDatagram, socket, overlapped)
        {
            Buffer = buffers->buf,
            Length = (int)buffers->len,
            Name = (byte*)name,
        }));
    }

    private static int RecvMsg(nint function, nuint handle, WSAMSG* message, uint* received, OVERLAPPED* overlapped,
        delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        ScriptedWinsock world = Current;
        if (function != RecvMsgFunction || message->dwBufferCount != 1 || message->dwFlags != 0 || message->namelen < sizeof(SOCKADDR))
            world.Violations.Add("WSARecvMsg was called wrongly.");
        ScriptedSocket socket = world._sockets[handle];
        if (socket.Local is null)
            return Fail(WSAEINVAL);
        return Result(world.Start(nameof(WinsockTable.WSARecvMsg), new PendingCall(CallKind.ReceiveDatagram, socket, overlapped) { Message = message }));
    }

    private static int SendMsg(nint function, nuint handle, WSAMSG* message, uint flags, uint* sent, OVERLAPPED* overlapped,
        delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        ScriptedWinsock world = Current;
        if (function != SendMsgFunction || message->dwBufferCount != 1)
            world.Violations.Add("WSASendMsg was called wrongly.");
        ScriptedSocket socket = world._sockets[handle];
        if (message->name == null && socket.Remote is null)
            return Fail(WSAENOTCONN);
        return Result(world.Start(nameof(WinsockTable.WSASendMsg), new PendingCall(CallKind.SendDatagram, socket, overlapped) { Message = message }));
    }

    private (uint Status, uint Transferred) ReceiveDatagram(PendingCall call)
    {
        if (call.Socket.HasUnreachable)
        {
            call.Socket.HasUnreachable = false;
            return (StatusPortUnreachable, 0);
        }

        ScriptedDatagram datagram = TakeDatagrams(call.Socket);
        SocketAddressValue sender = SocketAddressValue.From(datagram.Sender);
        if (call.Message == null)
        {
            sender.Bytes.CopyTo(new Span<byte>(call.Name, *call.NameLength));
            *call.NameLength = sender.Bytes.Length;
            int count = Fill(datagram.Bytes, call.Buffer, (uint)call.Length);
            return (count < datagram.Bytes.Length ? StatusBufferOverflow : 0, (uint)count);
        }

        // WSARecvMsg: the lengths and flags of the WSAMSG are written when the call is complete.
        WSAMSG* message = call.Message;
        sender.Bytes.CopyTo(new Span<byte>(message->name, message->namelen));
        message->namelen = sender.Bytes.Length;
        int length = Fill(datagram.Bytes, message->lpBuffers->buf, message->lpBuffers->len);
        int controlLength = Fill(datagram.Control, message->Control.buf, message->Control.len);
        message->Control.len = (uint)controlLength;
        if (length < datagram.Bytes.Length)
            message->dwFlags |= MSG_TRUNC;
        if (controlLength < datagram.Control.Length)
            message->dwFlags |= MSG_CTRUNC;
        return (message->dwFlags != 0 ? StatusBufferOverflow : 0, (uint)length);
    }

    private (uint Status, uint Transferred) SendDatagram(PendingCall call)
    {
        WSABUF data = call.Message == null ? new WSABUF { buf = call.Buffer, len = (uint)call.Length } : *call.Message->lpBuffers;
        WSABUF control = call.Message == null ? default : call.Message->Control;
        byte* name = call.Message == null ? call.Name : (byte*)call.Message->name;

        ScriptedSocket sender = call.Socket;
        sender.Local ??= FreeEndPoint(sender); // WSASendTo, "Remarks": an unbound socket is bound.
        IPEndPoint to = name == null ? sender.Remote! : (IPEndPoint)new SocketAddressValue(new ReadOnlySpan<byte>(name, SocketAddressValue.Capacity)).ToEndPoint();
        ScriptedSocket? receiver = _sockets.Values.FirstOrDefault(other => other.Type == sender.Type && other.Local?.Port == to.Port
            && (other.Remote is null || other.Remote.Port == sender.Local.Port));
        if (receiver is not null)
        {
            byte[] bytes = new ReadOnlySpan<byte>(data.buf, (int)data.len).ToArray();
            byte[] messages = TakeSegmentSize(new ReadOnlySpan<byte>(control.buf, (int)control.len).ToArray(), out int segmentSize);
            int start = 0;
            do
            {
                int length = segmentSize == 0 ? bytes.Length : Math.Min(segmentSize, bytes.Length - start);
                receiver.Datagrams.Enqueue(new ScriptedDatagram(bytes[start..(start + length)], messages, sender.Local));
                start += length;
            }
            while (start < bytes.Length);
        }
        else
        {
            // The answer "port unreachable" fails a receive (WSARecvFrom: WSAECONNRESET), unless SIO_UDP_CONNRESET is off.
            LostDatagrams++;
            sender.HasUnreachable |= sender.ReportsUnreachable;
        }

        return (0, data.len);
    }

    private static int Fill(byte[] bytes, byte* buffer, uint length)
    {
        int count = Math.Min(bytes.Length, (int)length);
        bytes.AsSpan(0, count).CopyTo(new Span<byte>(buffer, count));
        return count;
    }
}
