using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace WinsockGen;

/// <summary>A piece of a file between two pieces of memory: what is to be sent.</summary>
internal readonly struct FileRange
{
    private const string EndsEarly = "The file ends before the range that is to be sent.";

    /// <exception cref="ArgumentOutOfRangeException">Offset or count is negative.</exception>
    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    internal FileRange(SafeFileHandle file, long offset, long count, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, StreamSocket.ToEndOfFile);
        long rest = RandomAccess.GetLength(file) - offset;
        if (rest < Math.Max(count, 0))
            throw new EndOfStreamException(EndsEarly);
        (File, Offset, Count, Head, Tail) = (file, offset, count == StreamSocket.ToEndOfFile ? rest : count, head, tail);
    }

    internal SafeFileHandle File { get; }

    internal long Offset { get; }

    internal long Count { get; }

    internal ReadOnlyMemory<byte> Head { get; }

    internal ReadOnlyMemory<byte> Tail { get; }

    internal long Length => Head.Length + Count + Tail.Length;

    /// <summary>The file has become shorter meanwhile.</summary>
    internal static EndOfStreamException HasShrunk() => new(EndsEarly + " It was longer when the operation began.");
}
