using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// An I/O completion port. A socket that is associated with it stays on it for life, which is Windows' rule; packets without a
/// record are messages to the loop itself and carry their meaning in the key.
/// </summary>
internal sealed unsafe class CompletionPort : IDisposable
{
    /// <summary>What <see cref="Associate"/> says of a handle that has a port, or is not overlapped (ERROR_INVALID_PARAMETER).</summary>
    internal const int InvalidParameter = 87;

    private const uint WaitTimeout = 258;
    private const byte SkipModes = FILE_SKIP_COMPLETION_PORT_ON_SUCCESS | FILE_SKIP_SET_EVENT_ON_HANDLE;

    private readonly WinsockTable _native;
    private readonly PortHandle _handle;

    internal CompletionPort(WinsockTable native)
    {
        _native = native;
        // One thread dequeues: the port's own limit on running threads has nothing to decide.
        _handle = new PortHandle(native, native.CreateIoCompletionPort(-1, 0, 0, 1));
        if (_handle.IsInvalid)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Sends the completions of a socket here.</summary>
    /// <param name="socket">An overlapped socket that has no port yet.</param>
    /// <param name="skipOnSuccess">
    /// Whether an operation that succeeds at once queues no packet. Only providers with IFS handles keep that promise.
    /// </param>
    /// <returns>Zero, or the error.</returns>
    internal int Associate(nuint socket, bool skipOnSuccess)
    {
        bool entered = false;
        try
        {
            _handle.DangerousAddRef(ref entered);
            if (_native.CreateIoCompletionPort((nint)socket, _handle.Value, 0, 0) == 0
                || (skipOnSuccess && _native.SetFileCompletionNotificationModes((nint)socket, SkipModes) == 0))
                return Marshal.GetLastPInvokeError();
            return 0;
        }
        finally
        {
            if (entered)
                _handle.DangerousRelease();
        }
    }

    /// <summary>Queues a packet without a record.</summary>
    /// <exception cref="ObjectDisposedException">The port is closed.</exception>
    internal void Post(nuint key) => Post(0, key, null);

    /// <summary>Queues the packet of a call that succeeded at once.</summary>
    /// <exception cref="ObjectDisposedException">The port is closed.</exception>
    internal void Post(OverlappedRecord* record) => Post((uint)record->Overlapped.InternalHigh, 0, &record->Overlapped);

    private void Post(uint transferred, nuint key, OVERLAPPED* overlapped)
    {
        bool entered = false;
        try
        {
            _handle.DangerousAddRef(ref entered);
            if (_native.PostQueuedCompletionStatus(_handle.Value, transferred, key, overlapped) == 0)
                throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
        finally
        {
            if (entered)
                _handle.DangerousRelease();
        }
    }

    /// <summary>Takes completed packets off the port: as many as there are, up to the length of the span.</summary>
    /// <param name="timeout">Milliseconds to wait for the first one; <see cref="uint.MaxValue"/> is for ever.</param>
    /// <returns>How many; zero after the timeout.</returns>
    internal int Dequeue(Span<OVERLAPPED_ENTRY> entries, uint timeout)
    {
        uint count = 0;
        fixed (OVERLAPPED_ENTRY* first = entries)
        {
            if (_native.GetQueuedCompletionStatusEx(_handle.Value, first, (uint)entries.Length, &count, timeout, 0) != 0)
                return (int)count;
        }

        int error = Marshal.GetLastPInvokeError();
        return error == WaitTimeout ? 0 : throw new Win32Exception(error);
    }

    public void Dispose() => _handle.Dispose();
}
