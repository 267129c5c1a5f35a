using System;
using System.Linq;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

internal enum CallKind
{
    Accept,
    Connect,
    Disconnect,
    Receive,
    Send,
    Transmit,
    Control,
    ReceiveDatagram,
    SendDatagram,
    ReceiveMessage,
    SendMessage,
    AcceptMessages,
}

/// <summary>An overlapped call that Windows has not completed. Its WSABUF array was copied: it may end with the call.</summary>
internal sealed unsafe class PendingCall(CallKind kind, ScriptedSocket socket, OVERLAPPED* overlapped)
{
    public CallKind Kind { get; } = kind;

    public ScriptedSocket Socket { get; } = socket;

    public OVERLAPPED* Overlapped { get; } = overlapped;

    public byte* Buffer { get; init; }

    public int Length { get; init; }

    /// <summary>What follows behind the first buffer of a WSARecv or WSASend.</summary>
    public WSABUF[] OtherBuffers { get; init; } = [];

    /// <summary>The room of all buffers.</summary>
    public long TotalLength => Length + OtherBuffers.Sum(buffer => (long)buffer.len);

    /// <summary>The control code of a WSAIoctl.</summary>
    public uint Code { get; init; }

    /// <summary>The flags that a send was given.</summary>
    public uint Flags { get; init; }

    /// <summary>The address of a datagram's peer, and where its length is.</summary>
    public byte* Name { get; init; }

    public int* NameLength { get; init; }

    /// <summary>What WSARecvMsg or WSASendMsg was given; it and what it points to live until the call is complete.</summary>
    public WSAMSG* Message { get; init; }

    /// <summary>What TransmitFile or TransmitPackets was given; it and what it points to live until the call is complete.</summary>
    public TRANSMIT_FILE_BUFFERS* FileBuffers { get; init; }

    public TRANSMIT_PACKETS_ELEMENT* Packets { get; init; }

    public uint PacketCount { get; init; }

    /// <summary>The range of the file of TransmitFile.</summary>
    public (nint File, long Offset, uint Count) Range { get; init; }

    /// <summary>The socket that AcceptEx accepts into.</summary>
    public ScriptedSocket? Accepted { get; init; }

    /// <summary>A byte of the buffers, which are filled and sent in the order of the array (WSARecv, WSASend: lpBuffers).</summary>
    public ref byte this[int index]
    {
        get
        {
            if (index < Length)
                return ref Buffer[index];
            index -= Length;
            int other = 0;
            while (index >= OtherBuffers[other].len)
                index -= (int)OtherBuffers[other++].len;
            return ref OtherBuffers[other].buf[index];
        }
    }

    public static WSABUF[] Others(WSABUF* buffers, uint count) => new ReadOnlySpan<WSABUF>(buffers + 1, (int)count - 1).ToArray();
}
