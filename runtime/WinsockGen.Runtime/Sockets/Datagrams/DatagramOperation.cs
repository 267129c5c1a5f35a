using System;
using System.Threading;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>One datagram on its way in or out, with its control messages.</summary>
internal abstract unsafe class DatagramOperation<T> : IoOperation<T>
{
    private MemoryPin _dataPin;
    private MemoryPin _controlPin;
    private WSABUF _control;

    protected DatagramOperation(WinsockSocket socket) : base(socket)
    {
        Loop.Equip(this);
        Call = DatagramCall.Create();
    }

    /// <summary>What lives as long as the record.</summary>
    protected DatagramCall* Call { get; private set; }

    /// <summary>The room for control messages, or their length.</summary>
    protected int ControlLength => (int)_control.len;

    /// <summary>Makes the call. The caller is the initiator and keeps the socket open.</summary>
    protected SocketOperation<T> Start(nuint socket, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> control, CancellationToken cancellationToken)
    {
        fixed (byte* dataBytes = data.Span)
        fixed (byte* controlBytes = control.Span)
        {
            Call->Data = new WSABUF { len = (uint)data.Length, buf = dataBytes };
            _control = PrepareControl(new WSABUF { len = (uint)control.Length, buf = controlBytes });
            int error = Issue(socket);

            // Still within the fixed statement: the memory cannot have moved.
            if (error == WSA_IO_PENDING)
            {
                _dataPin.Pin(data, ref Record->Pin);
                _controlPin.Pin(control, ref Call->ControlPin);
            }

            return Conclude(error, cancellationToken);
        }
    }

    protected override int Issue(nuint socket)
    {
        OVERLAPPED* overlapped = &Record->Overlapped;
        *overlapped = default;
        return ControlLength == 0 ? Issue(socket, overlapped) : IssueWithControl(socket, overlapped);
    }

    /// <summary>The control buffer of the call, given that of the caller.</summary>
    protected virtual WSABUF PrepareControl(WSABUF given) => given;

    /// <summary>The call of a datagram without control messages.</summary>
    protected abstract int Issue(nuint socket, OVERLAPPED* overlapped);

    /// <summary>The call of a datagram with control messages.</summary>
    protected abstract int IssueWithControl(nuint socket, OVERLAPPED* overlapped);

    /// <summary>Describes the datagram to WSARecvMsg and WSASendMsg.</summary>
    protected void PrepareMessage(int addressLength) => Call->Message = new WSAMSG
    {
        name = addressLength == 0 ? null : (SOCKADDR*)Call->Address,
        namelen = addressLength,
        lpBuffers = &Call->Data,
        dwBufferCount = 1,
        Control = _control,
    };

    protected override void Unpin()
    {
        _dataPin.Unpin(Record->Pin);
        _controlPin.Unpin(Call->ControlPin);
    }

    protected override void GiveUpMemory()
    {
        _dataPin.GiveUp();
        _controlPin.GiveUp();
        Call = null;
    }

    protected override void FreeMemory()
    {
        DatagramCall.Free(Call);
        Call = null;
    }
}
