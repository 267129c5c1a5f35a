using System;
using System.Buffers;
using System.Runtime.InteropServices;

namespace WinsockGen;

/// <summary>
/// Keeps the memory of one use of an operation where it is. Arrays are pinned by a handle that is kept from use to use, so that
/// pinning allocates nothing.
/// </summary>
internal struct MemoryPin
{
    private MemoryHandle _foreign;
    private bool _usesHandle;

    /// <param name="handle">The GC handle that is kept; zero before its first use. It lives in native memory, beside what Windows writes to.</param>
    internal void Pin(ReadOnlyMemory<byte> memory, ref nint handle)
    {
        if (memory.IsEmpty)
            return;
        if (!MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment))
        {
            _foreign = memory.Pin();
            return;
        }

        if (handle == 0)
        {
            handle = PinnedGCHandle<byte[]?>.ToIntPtr(new PinnedGCHandle<byte[]?>(segment.Array));
        }
        else
        {
            var kept = PinnedGCHandle<byte[]?>.FromIntPtr(handle);
            kept.Target = segment.Array;
        }

        _usesHandle = true;
    }

    internal void Unpin(nint handle)
    {
        if (_usesHandle)
        {
            _usesHandle = false;
            var kept = PinnedGCHandle<byte[]?>.FromIntPtr(handle);
            kept.Target = null;
        }
        else
        {
            _foreign.Dispose();
        }
    }

    /// <summary>Frees the handle that was kept.</summary>
    internal static void Free(nint handle)
    {
        if (handle != 0)
            PinnedGCHandle<byte[]?>.FromIntPtr(handle).Dispose();
    }

    /// <summary>Leaves the memory pinned for ever: Windows may still write to it.</summary>
    internal void GiveUp()
    {
        _usesHandle = false;
        _foreign = default;
    }
}
