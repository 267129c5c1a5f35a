using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>Sends a piece of a file, with memory before and after it, by TransmitFile, or where the provider has only that by TransmitPackets.</summary>
/// <remarks>
/// Both take head, file and tail in one call, and 2,147,483,646 bytes in all (their pages, "Remarks"): what is longer is cut, wherever that falls.
/// </remarks>
internal sealed unsafe class FileOperation : SeriesOperation
{
    // The limit, rounded down so that the parts of a file begin at its pages.
    private const long LongestPart = 0x7FFF0000;

    private const int ErrorHandleEof = 38;
    private const uint StatusEndOfFile = 0xC0000011;

    // Native, beside the record: what Windows may look at until the completion is dequeued.
    private Call* _call;
    private MemoryPin _headPin;
    private MemoryPin _tailPin;
    private FileRange _range;
    private byte* _head;
    private byte* _tail;
    private long _position;
    private uint _part;
    private TransferOperation? _hold;
    private bool _holdsFile;

    private FileOperation(WinsockSocket socket) : base(socket)
    {
        Loop.Equip(this);
        _call = (Call*)NativeMemory.AllocZeroed((nuint)sizeof(Call));
    }

    private struct Call
    {
        /// <summary>The kept GC handle of the tail; the head's is the record's.</summary>
        public nint TailPin;

        public TRANSMIT_FILE_BUFFERS Buffers;
        public Elements Packets;
    }

    /// <summary>Head, file and tail.</summary>
    [InlineArray(3)]
    private struct Elements
    {
        private TRANSMIT_PACKETS_ELEMENT _first;
    }

    internal static FileOperation Rent(WinsockSocket socket) => new(socket);

    /// <param name="hold">The send with one buffer, which cannot start until this one is over.</param>
    internal SocketOperation<long> Send(nuint socket, TransferOperation hold, in FileRange range, CancellationToken cancellationToken)
    {
        _hold = hold;
        _range = range;
        _position = 0;
        try
        {
            range.File.DangerousAddRef(ref _holdsFile);
            _headPin.Pin(range.Head, ref Record->Pin);
            _tailPin.Pin(range.Tail, ref _call->TailPin);
        }
        catch
        {
            Unpin();
            EndAtOnce();
            throw;
        }

        _head = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(range.Head.Span));
        _tail = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(range.Tail.Span));
        return Start(socket, cancellationToken);
    }

    protected override int Issue(nuint socket)
    {
        OVERLAPPED* overlapped = &Record->Overlapped;
        *overlapped = default;

        // The piece from _position on of head, file and tail, as if they were one.
        long end = Math.Min(_range.Length, _position + LongestPart);
        _part = (uint)(end - _position);
        uint head = Cut(0, _range.Head.Length, end, out long headStart);
        uint file = Cut(_range.Head.Length, _range.Count, end, out long fileStart);
        uint tail = Cut(_range.Head.Length + _range.Count, _range.Tail.Length, end, out long tailStart);
        nint handle = _range.File.DangerousGetHandle();
        long offset = _range.Offset + fileStart;
        int succeeded;
        if (Socket.Provider.TransmitFile != 0)
        {
            // The memory is in the record's company; the offset is the record's. No bytes of a file would be all of it: then there is no file.
            _call->Buffers = new TRANSMIT_FILE_BUFFERS { Head = _head + headStart, HeadLength = head, Tail = _tail + tailStart, TailLength = tail };
            SetOffset(overlapped, offset);
            succeeded = Socket.Native.TransmitFile(Socket.Provider.TransmitFile, socket, file == 0 ? 0 : handle, file, 0, overlapped,
                head + tail == 0 ? null : &_call->Buffers, 0);
        }
        else
        {
            var elements = (TRANSMIT_PACKETS_ELEMENT*)&_call->Packets;
            uint count = 0;
            if (head != 0)
                elements[count++] = Memory(_head + headStart, head);
            if (file != 0)
                elements[count++] = File(handle, offset, file);
            if (tail != 0)
                elements[count++] = Memory(_tail + tailStart, tail);
            succeeded = Socket.Native.TransmitPackets(Socket.Provider.TransmitPackets, socket, elements, count, 0, overlapped, 0);
        }

        return Outcome(succeeded != 0 ? 0 : SOCKET_ERROR);
    }

    protected override int Advance(uint transferred)
    {
        _position += transferred;

        // A file that has become shorter is sent as far as it goes.
        if (transferred < _part)
            return ErrorHandleEof;
        return _position == _range.Length ? 0 : WSA_IO_PENDING;
    }

    protected override int Explain(int error, uint status) => status == StatusEndOfFile ? ErrorHandleEof : error;

    protected override long Read(uint transferred) => _position;

    protected override Exception CreateException(int error, CancellationToken cancellationToken) =>
        error == ErrorHandleEof ? FileRange.HasShrunk() : base.CreateException(error, cancellationToken);

    protected override void Unpin()
    {
        _headPin.Unpin(Record->Pin);
        _tailPin.Unpin(_call->TailPin);
        if (_holdsFile)
            _range.File.DangerousRelease();
        Forget();
    }

    protected override void GiveUpMemory()
    {
        // The file stays open for ever, too.
        _headPin.GiveUp();
        _tailPin.GiveUp();
        _call = null;
        Forget();
    }

    protected override void FreeMemory()
    {
        if (_call->TailPin != 0)
            GCHandle.FromIntPtr(_call->TailPin).Free();
        NativeMemory.Free(_call);
        _call = null;
    }

    private static TRANSMIT_PACKETS_ELEMENT Memory(byte* bytes, uint length)
    {
        TRANSMIT_PACKETS_ELEMENT element = default;
        element.dwElFlags = TP_ELEMENT_MEMORY;
        element.cLength = length;
        element.pBuffer = bytes;
        return element;
    }

    private static TRANSMIT_PACKETS_ELEMENT File(nint handle, long offset, uint length)
    {
        TRANSMIT_PACKETS_ELEMENT element = default;
        element.dwElFlags = TP_ELEMENT_FILE;
        element.cLength = length;
        element.nFileOffset = offset;
        element.hFile = handle;
        return element;
    }

    private static void SetOffset(OVERLAPPED* overlapped, long offset)
    {
        overlapped->Offset = (uint)offset;
        overlapped->OffsetHigh = (uint)(offset >> 32);
    }

    /// <summary>What of a piece is in the current part.</summary>
    private uint Cut(long start, long length, long end, out long from)
    {
        from = Math.Clamp(_position - start, 0, length);
        return (uint)(Math.Clamp(end - start, 0, length) - from);
    }

    private void Forget()
    {
        _holdsFile = false;
        _range = default;
        _hold!.EndHold();
    }
}
