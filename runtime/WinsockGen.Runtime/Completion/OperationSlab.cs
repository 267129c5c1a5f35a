using System;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// All OVERLAPPED records of one port, in native chunks that never move. A record is rented by one owner and comes back only after
/// its completion was dequeued; records that are with Windows when the port dies are leaked, with the memory they pin, since
/// Windows may still write to them.
/// </summary>
internal sealed unsafe class OperationSlab
{
    private const int ChunkShift = 8;
    private const int ChunkLength = 1 << ChunkShift;
    private const uint None = uint.MaxValue;

    private readonly Lock _lock = new();
    private Chunk[] _chunks = [];
    private int _chunkCount;
    private uint _firstFree = None;
    private int _rented;
    private int _leaked;
    private bool _closed;

    private readonly struct Chunk(OverlappedRecord* records)
    {
        public readonly OverlappedRecord* Records = records;
        public readonly RecordOwner?[] Owners = new RecordOwner?[ChunkLength];
    }

    /// <summary>Records that there are.</summary>
    internal int Capacity => Volatile.Read(ref _chunkCount) << ChunkShift;

    /// <summary>Records that are out, leaked ones included.</summary>
    internal int Rented => Volatile.Read(ref _rented);

    /// <summary>Records that will never come back.</summary>
    internal int Leaked => Volatile.Read(ref _leaked);

    /// <summary>Takes a free record.</summary>
    /// <param name="idle">The object that owned it last and can be used again, or null.</param>
    internal OverlappedRecord* Rent(out RecordOwner? idle)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(CompletionLoop));
            if (_firstFree == None)
                Grow();
            OverlappedRecord* record = At(_firstFree);
            _firstFree = record->NextFree;
            record->Generation++;
            _rented++;
            idle = OwnerSlot(record->Index);
            return record;
        }
    }

    internal void SetOwner(OverlappedRecord* record, RecordOwner owner)
    {
        OwnerSlot(record->Index) = owner;
        owner.Record = record;
    }

    /// <summary>Gives a record back whose completion was dequeued, or that was never with Windows.</summary>
    /// <param name="idle">The owner, when its next use may be by anyone; otherwise null.</param>
    internal void Return(OverlappedRecord* record, RecordOwner? idle)
    {
        lock (_lock)
        {
            if (!record->IsRented)
                throw new InvalidOperationException("A record was returned twice.");
            record->Generation++;
            OwnerSlot(record->Index) = idle;
            record->NextFree = _firstFree;
            _firstFree = record->Index;
            _rented--;
            if (_closed && _rented == 0)
                Free();
        }
    }

    /// <summary>Gives a record up that Windows may still write to.</summary>
    internal void Leak(OverlappedRecord* record)
    {
        lock (_lock)
        {
            OwnerSlot(record->Index) = null;
            _leaked++;
        }
    }

    /// <summary>Whose completion this is; null for a packet that is not about a rented record.</summary>
    internal RecordOwner? OwnerOf(OVERLAPPED* overlapped)
    {
        var record = (OverlappedRecord*)overlapped;
        uint index = record->Index;
        return record->IsRented ? Volatile.Read(ref _chunks)[index >> ChunkShift].Owners[index & (ChunkLength - 1)] : null;
    }

    /// <summary>
    /// No more renting. Tells every owner that the port is gone; the memory goes when the last record comes back, so not
    /// at all when one is leaked.
    /// </summary>
    internal void Close()
    {
        int count;
        lock (_lock)
        {
            _closed = true;
            count = _chunkCount;
            if (_rented == 0)
                Free();
        }

        for (int chunk = 0; chunk < count && chunk < _chunkCount; chunk++)
        {
            foreach (RecordOwner? owner in _chunks[chunk].Owners)
                owner?.OnPortLost();
        }
    }

    private void Grow()
    {
        var records = (OverlappedRecord*)NativeMemory.AlignedAlloc((nuint)(ChunkLength * sizeof(OverlappedRecord)), (nuint)sizeof(OverlappedRecord));
        NativeMemory.Clear(records, (nuint)(ChunkLength * sizeof(OverlappedRecord)));
        if (_chunkCount == _chunks.Length)
        {
            // A loop may be reading the old array: it is replaced, never changed in length.
            var larger = new Chunk[Math.Max(4, _chunkCount * 2)];
            _chunks.CopyTo(larger, 0);
            Volatile.Write(ref _chunks, larger);
        }

        _chunks[_chunkCount] = new Chunk(records);
        for (int i = ChunkLength - 1; i >= 0; i--)
        {
            records[i].Index = (uint)((_chunkCount << ChunkShift) + i);
            records[i].NextFree = _firstFree;
            _firstFree = records[i].Index;
        }

        _chunkCount++;
    }

    private void Free()
    {
        for (int chunk = 0; chunk < _chunkCount; chunk++)
        {
            OverlappedRecord* records = _chunks[chunk].Records;
            for (int i = 0; i < ChunkLength; i++)
                MemoryPin.Free(records[i].Pin);

            NativeMemory.AlignedFree(records);
        }

        _chunkCount = 0;
        _firstFree = None;
    }

    private OverlappedRecord* At(uint index) => _chunks[index >> ChunkShift].Records + (index & (ChunkLength - 1));

    private ref RecordOwner? OwnerSlot(uint index) => ref Volatile.Read(ref _chunks)[index >> ChunkShift].Owners[index & (ChunkLength - 1)];
}
