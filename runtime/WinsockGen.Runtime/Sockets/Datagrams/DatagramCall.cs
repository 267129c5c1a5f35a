using System.Runtime.InteropServices;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>
/// What a datagram's call points to and Windows may use until its completion is dequeued: the address, the message with its lengths
/// and flags. It lives as long as the operation's record.
/// </summary>
internal unsafe struct DatagramCall
{
    /// <summary>First, and so aligned like a SOCKADDR_STORAGE.</summary>
    public fixed byte Address[SocketAddressValue.Capacity];

    public WSAMSG Message;
    public WSABUF Data;
    public int AddressLength;
    public uint Flags;

    /// <summary>The kept GC handle of the control buffer; that of the data is the record's.</summary>
    public nint ControlPin;

    /// <summary>A buffer of our own for control messages, where the caller's does not do.</summary>
    private byte* _control;
    private int _controlCapacity;

    internal static DatagramCall* Create() => (DatagramCall*)NativeMemory.AllocZeroed((nuint)sizeof(DatagramCall));

    internal static void Free(DatagramCall* call)
    {
        MemoryPin.Free(call->ControlPin);
        NativeMemory.Free(call->_control);
        NativeMemory.Free(call);
    }

    /// <summary>The buffer of our own, which grows to what was ever asked for. Its content is not kept.</summary>
    internal WSABUF GetControl(int length)
    {
        if (length > _controlCapacity)
        {
            _control = (byte*)NativeMemory.Realloc(_control, (nuint)length);
            _controlCapacity = length;
        }

        return new WSABUF { buf = _control, len = (uint)length };
    }
}
