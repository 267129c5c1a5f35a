using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Win32.SafeHandles;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>Files, and the end of connections.</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    // TransmitFile and TransmitPackets, "Remarks": what one call can send, head and tail included.
    private const uint LongestTransmission = 2_147_483_646;

    private const uint StatusEndOfFile = 0xC0000011;

    /// <summary>Whether a file that ends early fails a transmission; otherwise less is sent.</summary>
    public bool EndOfFileFails { get; set; }

    /// <summary>The ranges of files that were given to TransmitFile and TransmitPackets.</summary>
    public List<(long Offset, uint Count)> FileRanges { get; } = [];

    /// <summary>What a socket's peer has not received yet.</summary>
    public StreamEnd OnlyEndOf(StreamSocket socket) => _sockets[socket.Handle].End!.Peer;

    private static int TransmitFile(nint function, nuint handle, nint file, uint count, uint countPerSend, OVERLAPPED* overlapped,
        TRANSMIT_FILE_BUFFERS* buffers, uint flags)
    {
        ScriptedWinsock world = Current;
        ScriptedSocket socket = world._sockets[handle];
        if (function != TransmitFileFunction || flags is not (0 or (TF_DISCONNECT | TF_REUSE_SOCKET)))
            world.Violations.Add("TransmitFile was called wrongly.");

        // Without a file and buffers it only disconnects, when it is told to (TransmitFile: hFile, TF_DISCONNECT and TF_REUSE_SOCKET).
        if (flags != 0)
        {
            if (socket.End is null || socket.LacksContext)
                return FailBool(WSAENOTCONN);
            return ResultBool(world.Start(nameof(WinsockTable.TransmitFile), new PendingCall(CallKind.Disconnect, socket, overlapped) { Flags = flags }));
        }

        long length = count + (buffers == null ? 0L : (long)buffers->HeadLength + buffers->TailLength);
        if (length > LongestTransmission)
            world.Violations.Add("TransmitFile was given too much.");
        if (file != 0 && count == 0)
            world.Violations.Add("TransmitFile was given no count, which means the whole file."); // nNumberOfBytesToWrite
        if (socket.End is null)
            return FailBool(WSAENOTCONN);
        long offset = overlapped->Offset | ((long)overlapped->OffsetHigh << 32); // TransmitFile, "Remarks": the file offset
        if (file != 0)
            world.FileRanges.Add((offset, count));
        return ResultBool(world.Start(nameof(WinsockTable.TransmitFile),
            new PendingCall(CallKind.Transmit, socket, overlapped) { FileBuffers = buffers, Range = (file, offset, count) }));
    }

    private static int TransmitPackets(nint function, nuint handle, TRANSMIT_PACKETS_ELEMENT* elements, uint count, uint sendSize,
        OVERLAPPED* overlapped, uint flags)
    {
        ScriptedWinsock world = Current;
        if (function != TransmitPacketsFunction || flags != 0 || sendSize != 0)
            world.Violations.Add("TransmitPackets was called wrongly.");
        long length = 0;
        for (int i = 0; i < count; i++)
        {
            if (elements[i].cLength == 0)
                world.Violations.Add("TransmitPackets was given an element without a length, which means a whole file."); // cLength
            if (elements[i].dwElFlags == TP_ELEMENT_FILE)
                world.FileRanges.Add((elements[i].nFileOffset, elements[i].cLength));
            length += elements[i].cLength;
        }

        if (length > LongestTransmission)
            world.Violations.Add("TransmitPackets was given too much.");
        ScriptedSocket socket = world._sockets[handle];
        if (socket.End is null)
            return FailBool(WSAENOTCONN);
        return ResultBool(world.Start(nameof(WinsockTable.TransmitPackets),
            new PendingCall(CallKind.Transmit, socket, overlapped) { Packets = elements, PacketCount = count }));
    }

    private (uint Status, uint Transferred) Transmit(PendingCall call)
    {
        StreamEnd end = call.Socket.End!;
        if (end.IsReset)
            return (StatusConnectionReset, 0);
        long sent = 0;
        for (int i = 0; i < call.PacketCount; i++)
        {
            TRANSMIT_PACKETS_ELEMENT element = call.Packets[i];
            if (element.dwElFlags == TP_ELEMENT_MEMORY)
                sent += SendMemory(end.Peer, element.pBuffer, element.cLength);
            else if (SendFile(end.Peer, element.hFile, element.nFileOffset, element.cLength, ref sent) is not 0 and uint failure)
                return (failure, (uint)sent);
        }

        if (call.FileBuffers != null)
            sent += SendMemory(end.Peer, call.FileBuffers->Head, call.FileBuffers->HeadLength);
        if (call.Range.File != 0 && SendFile(end.Peer, call.Range.File, call.Range.Offset, call.Range.Count, ref sent) is not 0 and uint error)
            return (error, (uint)sent);
        if (call.FileBuffers != null)
            sent += SendMemory(end.Peer, call.FileBuffers->Tail, call.FileBuffers->TailLength);
        SentLengths.Add(sent);
        return (0, (uint)sent);
    }

    private uint SendMemory(StreamEnd peer, void* bytes, uint length)
    {
        for (uint i = 0; i < length && !DropsSentBytes; i++)
            peer.Incoming.Enqueue(((byte*)bytes)[i]);
        return length;
    }

    /// <summary>The handle is a file's of the system that the test runs on. Whether the end of a file is a failure or a short success, a system may choose.</summary>
    private uint SendFile(StreamEnd peer, nint handle, long offset, uint count, ref long sent)
    {
        using var file = new SafeFileHandle(handle, ownsHandle: false);
        var there = (uint)Math.Clamp(RandomAccess.GetLength(file) - offset, 0, count);
        if (there < count && EndOfFileFails)
            return StatusEndOfFile;
        sent += there;
        if (DropsSentBytes)
            return 0;
        var bytes = new byte[there];
        RandomAccess.Read(file, bytes, offset);
        foreach (byte value in bytes)
            peer.Incoming.Enqueue(value);
        return 0;
    }
}
