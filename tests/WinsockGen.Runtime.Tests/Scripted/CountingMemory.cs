using System;
using System.Buffers;
using System.Runtime.InteropServices;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>Native memory that counts its pins.</summary>
internal sealed unsafe class CountingMemory(int length) : MemoryManager<byte>
{
    private readonly byte* _bytes = (byte*)NativeMemory.AllocZeroed((nuint)length);

    public int Pins { get; private set; }

    public override Span<byte> GetSpan() => new(_bytes, length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        Pins++;
        return new MemoryHandle(_bytes + elementIndex, pinnable: this);
    }

    public override void Unpin() => Pins--;

    protected override void Dispose(bool disposing) => NativeMemory.Free(_bytes);
}
