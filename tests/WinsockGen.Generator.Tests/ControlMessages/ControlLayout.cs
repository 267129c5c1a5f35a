using System;
using System.Collections.Generic;
using System.IO;

namespace WinsockGen.Generator.Tests.ControlMessages;

/// <summary>
/// The macros of ws2def.h, WSA_CMSG_LEN and those around it, computed apart from what the generator emits: from the fields of
/// WSACMSGHDR (<c>SIZE_T cmsg_len; INT cmsg_level; INT cmsg_type</c>) and the rule that headers and data are aligned as a SIZE_T.
/// </summary>
internal sealed class ControlLayout(Bitness bitness)
{
    public int HeaderSize => Round(PointerSize + 4 + 4);

    private int PointerSize => (int)bitness;

    public static ControlLayout Of(Bitness bitness) => new(bitness);

    /// <summary>WSA_CMSG_SPACE.</summary>
    public int Space(int dataLength) => Round(HeaderSize + Round(dataLength));

    /// <summary>Messages as WSARecvMsg leaves them in a buffer.</summary>
    public byte[] Bytes(params IEnumerable<ReadMessage> messages)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (var message in messages)
        {
            WriteLength(writer, HeaderSize + message.Data.Length);
            writer.Write(message.Level);
            writer.Write(message.Type);
            writer.Write(message.Data);
            while (stream.Length % PointerSize != 0)
            {
                writer.Write((byte)0);
            }
        }

        return stream.ToArray();
    }

    /// <summary>
    /// What bytes hold, by WSA_CMSG_FIRSTHDR, WSA_CMSG_NXTHDR and WSA_CMSG_DATA where these stay in the bytes, and whether the bytes
    /// say more than they hold. Numbers are wide enough for any length.
    /// </summary>
    public (List<ReadMessage> Messages, bool IsTruncated) Walk(byte[] bytes)
    {
        var messages = new List<ReadMessage>();
        var position = 0;
        while (bytes.Length - position >= HeaderSize)
        {
            var length = (UInt128)(PointerSize == 8 ? BitConverter.ToUInt64(bytes, position) : BitConverter.ToUInt32(bytes, position));
            if (length == 0)
            {
                return (messages, false);
            }

            if (length < (UInt128)HeaderSize || length > (UInt128)(bytes.Length - position))
            {
                return (messages, true);
            }

            messages.Add(new(
                BitConverter.ToInt32(bytes, position + PointerSize),
                BitConverter.ToInt32(bytes, position + PointerSize + 4),
                bytes[(position + HeaderSize)..(position + (int)length)]));
            position += Round((int)length);
        }

        return (messages, position < bytes.Length && Array.Exists(bytes[position..], value => value != 0));
    }

    public void WriteLength(Span<byte> header, ulong length)
    {
        if (PointerSize == 8)
        {
            BitConverter.TryWriteBytes(header, length);
        }
        else
        {
            BitConverter.TryWriteBytes(header, (uint)length);
        }
    }

    private void WriteLength(BinaryWriter writer, int length)
    {
        Span<byte> bytes = stackalloc byte[PointerSize];
        WriteLength(bytes, (ulong)length);
        writer.Write(bytes);
    }

    private int Round(int length) => (length + PointerSize - 1) / PointerSize * PointerSize;
}
