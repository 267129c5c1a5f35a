using System;
using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// The memory of an AcceptEx: the first bytes of the connection, and both addresses behind them. Windows writes to it until the accept is
/// dequeued; then the connection has it, until its first bytes were received.
/// </summary>
internal unsafe struct AcceptBuffer
{
    /// <summary>AcceptEx writes each address with 16 bytes of its own behind it (AcceptEx, "Parameters", on mswsock.h's page).</summary>
    internal const int AddressLength = SocketAddressValue.Capacity + 16;

    private uint _taken;
    private uint _length;

    internal static AcceptBuffer* Allocate(int firstDataLength)
    {
        var buffer = (AcceptBuffer*)NativeMemory.Alloc((nuint)sizeof(AcceptBuffer) + (nuint)firstDataLength + (2 * AddressLength));
        *buffer = default;
        return buffer;
    }

    internal static byte* Output(AcceptBuffer* buffer) => (byte*)(buffer + 1);

    internal static void Free(AcceptBuffer* buffer) => NativeMemory.Free(buffer);

    /// <summary>The accept is over.</summary>
    /// <param name="length">How many bytes came with the connection.</param>
    internal void Fill(uint length) => _length = length;

    /// <summary>Copies what fits.</summary>
    /// <param name="isEmpty">Whether nothing is left.</param>
    /// <returns>How many bytes.</returns>
    internal static uint Take(AcceptBuffer* buffer, ReadOnlySpan<WSABUF> destinations, out bool isEmpty)
    {
        uint before = buffer->_taken;
        foreach (WSABUF destination in destinations)
        {
            uint count = Math.Min(destination.len, buffer->_length - buffer->_taken);
            NativeMemory.Copy(Output(buffer) + buffer->_taken, destination.buf, count);
            buffer->_taken += count;
        }

        isEmpty = buffer->_taken == buffer->_length;
        return buffer->_taken - before;
    }
}
