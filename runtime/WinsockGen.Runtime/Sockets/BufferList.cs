using System;
using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// Several buffers for one use of an operation, pinned from before its call until it is over. What that takes is kept from use to use.
/// </summary>
internal sealed unsafe class BufferList
{
    // Windows names no limit; Linux, below Wine, has one for each call (IOV_MAX).
    private const int CountPerCall = 1024;

    private MemoryPin[] _pins = [];
    private nint* _handles;
    private WSABUF* _buffers;
    private int _count;
    private int _first;

    /// <summary>The bytes that are left.</summary>
    internal long Length { get; private set; }

    /// <summary>The buffers of the next call.</summary>
    /// <param name="count">How many. At least one, which is empty when there is nothing.</param>
    /// <returns>Their descriptions, which the call does not need any more when it returns.</returns>
    internal WSABUF* Next(out uint count)
    {
        EnsureCapacity(1);
        long length = 0;
        int end = _first;
        while (end < _count && end - _first < CountPerCall && length + _buffers[end].len <= int.MaxValue)
            length += _buffers[end++].len;
        if (end == _first)
            _buffers[end++] = default;
        count = (uint)(end - _first);
        return _buffers + _first;
    }

    /// <summary>Pins one more. An empty one adds nothing.</summary>
    internal void Add(ReadOnlyMemory<byte> memory)
    {
        if (memory.IsEmpty)
            return;
        EnsureCapacity(_count + 1);
        _pins[_count].Pin(memory, ref _handles[_count]);
        fixed (byte* bytes = memory.Span)
            _buffers[_count] = new WSABUF { len = (uint)memory.Length, buf = bytes };
        _count++;
        Length += memory.Length;
    }

    /// <summary>Goes on behind the bytes that a call has transferred.</summary>
    internal void Advance(uint transferred)
    {
        Length -= transferred;
        while (transferred != 0)
        {
            WSABUF* buffer = _buffers + _first;
            if (transferred < buffer->len)
            {
                buffer->buf += transferred;
                buffer->len -= transferred;
                return;
            }

            transferred -= buffer->len;
            _first++;
        }
    }

    internal void Unpin()
    {
        for (int i = 0; i < _count; i++)
            _pins[i].Unpin(_handles[i]);
        Clear();
    }

    /// <summary>Leaves the memory pinned for ever: Windows may still write to it.</summary>
    internal void GiveUp()
    {
        for (int i = 0; i < _count; i++)
            _pins[i].GiveUp();
        Clear();
        _pins = [];
        _handles = null;
        _buffers = null;
    }

    internal void Free()
    {
        for (int i = 0; i < _pins.Length; i++)
            MemoryPin.Free(_handles[i]);

        NativeMemory.Free(_handles);
        NativeMemory.Free(_buffers);
        _pins = [];
        _handles = null;
        _buffers = null;
    }

    private void Clear()
    {
        _count = 0;
        _first = 0;
        Length = 0;
    }

    private void EnsureCapacity(int count)
    {
        int old = _pins.Length;
        if (count <= old)
            return;
        int capacity = Math.Max(4, Math.Max(count, 2 * old));
        Array.Resize(ref _pins, capacity);
        _buffers = (WSABUF*)NativeMemory.Realloc(_buffers, (nuint)(capacity * sizeof(WSABUF)));
        _handles = (nint*)NativeMemory.Realloc(_handles, (nuint)(capacity * sizeof(nint)));
        new Span<nint>(_handles + old, capacity - old).Clear();
    }
}
