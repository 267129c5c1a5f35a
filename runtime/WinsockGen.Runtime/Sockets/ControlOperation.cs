using System;
using System.Runtime.InteropServices;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>An overlapped WSAIoctl.</summary>
internal sealed unsafe class ControlOperation : IoOperation<int>
{
    private readonly OperationPool<ControlOperation> _pool;
    private Call* _call;
    private MemoryPin _inputPin;
    private MemoryPin _outputPin;
    private uint _code;
    private void* _input;
    private uint _inputLength;
    private void* _output;
    private uint _outputLength;

    private ControlOperation(WinsockSocket socket, OperationPool<ControlOperation> pool) : base(socket)
    {
        _pool = pool;
        Loop.Equip(this);
        _call = (Call*)NativeMemory.AllocZeroed((nuint)sizeof(Call));
    }

    /// <summary>What must live until the completion is dequeued, besides the record.</summary>
    private struct Call
    {
        /// <summary>The kept GC handle of the input; the output's is the record's.</summary>
        public nint InputPin;

        /// <summary>Where WSAIoctl writes how many bytes it has written.</summary>
        public uint Returned;
    }

    /// <summary>A wait for a change that was dropped has seen none.</summary>
    protected override bool CanRepeat => true;

    internal static OperationPool<ControlOperation> CreatePool(WinsockSocket socket) => new(socket, static (socket, pool) => new ControlOperation(socket, pool));

    /// <summary>Makes the call. The caller is the initiator and keeps the socket open.</summary>
    internal SocketOperation<int> Start(nuint socket, uint code, ReadOnlyMemory<byte> input, Memory<byte> output, CancellationToken cancellationToken)
    {
        fixed (byte* inputBytes = input.Span)
        fixed (byte* outputBytes = output.Span)
        {
            _code = code;
            _input = inputBytes;
            _inputLength = (uint)input.Length;
            _output = outputBytes;
            _outputLength = (uint)output.Length;
            int error = Issue(socket);
            if (error == WSA_IO_PENDING)
            {
                _inputPin.Pin(input, ref _call->InputPin);
                _outputPin.Pin(output, ref Record->Pin);
            }

            return Conclude(error, cancellationToken);
        }
    }

    protected override int Issue(nuint socket)
    {
        OVERLAPPED* overlapped = &Record->Overlapped;
        *overlapped = default;
        return Outcome(Socket.Native.WSAIoctl(socket, _code, _input, _inputLength, _output, _outputLength, &_call->Returned, overlapped, null));
    }

    protected override int Read(uint transferred) => (int)transferred;

    protected override void Unpin()
    {
        _inputPin.Unpin(_call->InputPin);
        _outputPin.Unpin(Record->Pin);
    }

    protected override void GiveUpMemory()
    {
        _inputPin.GiveUp();
        _outputPin.GiveUp();
        _call = null;
    }

    protected override void FreeMemory()
    {
        MemoryPin.Free(_call->InputPin);
        NativeMemory.Free(_call);
        _call = null;
    }

    protected override void OnIdle() => _pool.Return(this);
}
