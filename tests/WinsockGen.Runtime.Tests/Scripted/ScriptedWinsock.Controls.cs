using System;
using System.Collections.Generic;
using System.Linq;
using static WinsockGen.Ws2;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>WSAIoctl: what it was given, and what it answers.</summary>
internal sealed unsafe partial class ScriptedWinsock
{
    public const uint AddressListChange = 0x28000017; // SIO_ADDRESS_LIST_CHANGE
    public const uint RoutingInterfaceChange = 0x88000015; // SIO_ROUTING_INTERFACE_CHANGE

    // They stay pending until what they are named after happens (Winsock IOCTLs, a page of its own).
    private static readonly uint[] ChangeCodes = [AddressListChange, RoutingInterfaceChange];

    private readonly HashSet<uint> _changed = [];

    /// <summary>What reached WSAIoctl, extension functions apart unless their output is scripted.</summary>
    public List<ScriptedControl> Controls { get; } = [];

    /// <summary>The output of each code that this Winsock has.</summary>
    public Dictionary<uint, byte[]> ControlOutputs { get; } = [];

    /// <summary>Lets happen what a code waits for.</summary>
    public void RaiseChange(uint code) => _changed.Add(code);

    private static int Ioctl(nuint handle, uint code, void* input, uint inputLength, void* output, uint outputLength, uint* returned,
        OVERLAPPED* overlapped, delegate* unmanaged[Stdcall]<uint, uint, OVERLAPPED*, uint, void> routine)
    {
        ScriptedWinsock world = Current;
        if (code == SIO_GET_EXTENSION_FUNCTION_POINTER && !world.ControlOutputs.ContainsKey(code))
            return world.FindExtension(*(Guid*)input, (nint*)output, returned);

        ScriptedSocket socket = world._sockets[handle];
        world.Controls.Add(new ScriptedControl(code, new ReadOnlySpan<byte>(input, (int)inputLength).ToArray(), (nint)input, (int)outputLength, overlapped != null));
        if (code == SIO_UDP_CONNRESET)
        {
            socket.ReportsUnreachable = *(int*)input != 0;
            return 0;
        }

        if (!ChangeCodes.Contains(code) && !world.ControlOutputs.ContainsKey(code))
            return Fail(WSAEOPNOTSUPP);
        if (world.ControlOutputs.TryGetValue(code, out byte[]? bytes) && bytes.Length > outputLength)
            return Fail(WSAEFAULT); // WSAIoctl, "Remarks": an output buffer that is too small.

        var call = new PendingCall(CallKind.Control, socket, overlapped) { Code = code, Buffer = (byte*)output, Length = (int)outputLength };
        if (overlapped != null)
            return Result(world.Start(nameof(Ws2.WSAIoctl), call));
        if (world.TakeFailure(nameof(Ws2.WSAIoctl)) is int failure)
            return Fail(failure);
        *returned = world.Control(call).Transferred;
        return 0;
    }

    private int FindExtension(Guid id, nint* function, uint* returned)
    {
        if (!Extensions.TryGetValue(id, out nint address))
            return Fail(WSAEINVAL);
        *function = address;
        *returned = (uint)sizeof(nint);
        return 0;
    }

    private (uint Status, uint Transferred) Control(PendingCall call)
    {
        _changed.Remove(call.Code);
        byte[] bytes = ControlOutputs.GetValueOrDefault(call.Code, []);
        bytes.CopyTo(new Span<byte>(call.Buffer, call.Length));
        return (0, (uint)bytes.Length);
    }
}
