using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WinsockGen;

/// <summary>
/// A virtual machine and a service in it: an end point of AF_HYPERV, as
/// <c>a42e7cda-d03f-480c-9cc2-a4de20abb878:00000400-facb-11e6-bd58-64006a7986d3</c>.
/// </summary>
/// <remarks>
/// Sockets are of <c>(AddressFamily)34</c>, <see cref="SocketType.Stream"/> and <c>(ProtocolType)1</c> (HV_PROTOCOL_RAW), from Windows 10 on. See
/// <see href="https://learn.microsoft.com/virtualization/hyper-v-on-windows/user-guide/make-integration-service">the guide to services</see>.
/// </remarks>
public sealed class HyperVEndPoint : WinsockEndPoint, ISpanParsable<HyperVEndPoint>
{
    private const int PortLength = sizeof(uint);
    private const int GuidLength = 16;
    private const string Form = "a Hyper-V end point, such as a42e7cda-d03f-480c-9cc2-a4de20abb878:00000400-facb-11e6-bd58-64006a7986d3";

    /// <summary>A service of a machine.</summary>
    /// <param name="vmId">The machine: its GUID, or one of those here that stand for several.</param>
    /// <param name="serviceId">The service; <see cref="ServiceIdOf"/> for one that Linux knows by a port.</param>
    public HyperVEndPoint(Guid vmId, Guid serviceId)
        : base(Ws2.AF_HYPERV)
    {
        VmId = vmId;
        ServiceId = serviceId;
    }

    /// <summary>Listen to connections from every partition (HV_GUID_WILDCARD, all zeros).</summary>
    public static Guid Wildcard => Ws2.HV_GUID_ZERO;

    /// <summary>All machines (HV_GUID_BROADCAST).</summary>
    public static Guid Broadcast => Ws2.HV_GUID_BROADCAST;

    /// <summary>Listen to connections from the children of this machine: virtual machines, containers (HV_GUID_CHILDREN).</summary>
    public static Guid Children => Ws2.HV_GUID_CHILDREN;

    /// <summary>This same machine, for both sides (HV_GUID_LOOPBACK).</summary>
    public static Guid Loopback => Ws2.HV_GUID_LOOPBACK;

    /// <summary>The machine that hosts this one: connect to it, or listen to it alone (HV_GUID_PARENT).</summary>
    public static Guid Parent => Ws2.HV_GUID_PARENT;

    /// <summary>The machine.</summary>
    public Guid VmId { get; }

    /// <summary>The service.</summary>
    public Guid ServiceId { get; }

    /// <summary>The port by which Linux knows the service (AF_VSOCK), or null when it has another GUID than such services have.</summary>
    public uint? VsockPort
    {
        get
        {
            uint port = PortOf(ServiceId);
            return ServiceIdOf(port) == ServiceId ? port : null;
        }
    }

    /// <summary>The GUID of a service that Linux knows by a port (AF_VSOCK): the port, then <c>-facb-11e6-bd58-64006a7986d3</c>.</summary>
    public static Guid ServiceIdOf(uint vsockPort)
    {
        Span<byte> bytes = stackalloc byte[GuidLength];
        Ws2.HV_GUID_VSOCK_TEMPLATE.TryWriteBytes(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, vsockPort);
        return new Guid(bytes);
    }

    /// <summary>Reads two GUIDs with a colon between them: the machine's and the service's.</summary>
    /// <exception cref="FormatException">The text is none; the message says what is wrong, and where.</exception>
    public static HyperVEndPoint Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static HyperVEndPoint Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null)
    {
        var reader = new AddressReader(s);
        return Read(ref reader) ?? throw reader.Failure(Form);
    }

    /// <summary>Reads an end point, if the text is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, [NotNullWhen(true)] out HyperVEndPoint? result) => TryParse(s, null, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out HyperVEndPoint?)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [NotNullWhen(true)] out HyperVEndPoint? result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out HyperVEndPoint?)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [NotNullWhen(true)] out HyperVEndPoint? result)
    {
        var reader = new AddressReader(s);
        result = Read(ref reader);
        return result is not null;
    }

    /// <inheritdoc/>
    public override bool TryFormat(Span<char> destination, out int charsWritten) => destination.TryWrite($"{VmId}:{ServiceId}", out charsWritten);

    internal static HyperVEndPoint? Read(ReadOnlySpan<byte> bytes) =>
        MemoryMarshal.TryRead(bytes, out Ws2.SOCKADDR_HV native) ? new HyperVEndPoint(native.VmId, native.ServiceId) : null;

    internal override int WriteAddress(Span<byte> destination)
    {
        var native = new Ws2.SOCKADDR_HV { Family = Ws2.AF_HYPERV, VmId = VmId, ServiceId = ServiceId };
        MemoryMarshal.Write(destination, in native);
        return Unsafe.SizeOf<Ws2.SOCKADDR_HV>();
    }

    private static HyperVEndPoint? Read(ref AddressReader reader) =>
        reader.TakeGuid(out Guid machine) && reader.Take(':', "':'") && reader.TakeGuid(out Guid service) && reader.TakeEnd()
            ? new HyperVEndPoint(machine, service)
            : null;

    private static uint PortOf(Guid service)
    {
        Span<byte> bytes = stackalloc byte[GuidLength];
        service.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[..PortLength]);
    }
}
