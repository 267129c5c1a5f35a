using System;
using System.Net;
using System.Net.Sockets;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Addresses;

/// <summary>End points of Winsock's own families in the hands of the framework's sockets.</summary>
public sealed class EndPointSocketTests
{
    public static TheoryData<string> EndPoints =>
    [
        "(00:11:22:33:44:55):3",
        "(00:11:22:33:44:55):00001101-0000-1000-8000-00805f9b34fb",
        "a42e7cda-d03f-480c-9cc2-a4de20abb878:00000400-facb-11e6-bd58-64006a7986d3",
        "0A1B2C3D:IrDA:IrCOMM",
        "00000001.00805FA1B2C3.4003",
        "65280.12.130",
    ];

    [WinsockTheory]
    [MemberData(nameof(EndPoints))]
    public void An_end_point_serialises_to_the_bytes_of_its_struct_and_is_created_from_them(string text)
    {
        WinsockEndPoint endPoint = Parse(text);

        SocketAddress address = endPoint.Serialize();

        Assert.Equal(endPoint.AddressFamily, address.Family);
        Assert.Equal(SocketAddressValue.From(endPoint).Bytes.ToArray(), address.Buffer.Span[..address.Size].ToArray());
        Assert.Equal(StructAddress(endPoint), address);
        Assert.Equal(endPoint, endPoint.Create(address));
    }

    [WinsockFact(Requires = WinsockFeature.HyperVSockets)]
    public void A_socket_of_Hyper_V_is_bound_to_a_service() =>
        AssertBinds(SocketType.Stream, (ProtocolType)Bindings.Ws2.HV_PROTOCOL_RAW, new HyperVEndPoint(HyperVEndPoint.Wildcard, Guid.NewGuid()));

    [WinsockFact(Requires = WinsockFeature.Bluetooth)]
    public void A_socket_of_Bluetooth_is_bound_to_a_port_that_Windows_chooses()
    {
        EndPoint bound = AssertBinds(SocketType.Stream, (ProtocolType)Bindings.Ws2.BTHPROTO_RFCOMM, new BluetoothEndPoint(default, BluetoothEndPoint.AnyPort));
        Assert.InRange(Assert.IsType<BluetoothEndPoint>(bound).Port, 1, 30);
    }

    [WinsockFact(Requires = WinsockFeature.Infrared)]
    public void A_socket_of_infrared_is_bound_to_a_name() =>
        AssertBinds(SocketType.Stream, ProtocolType.Unspecified, new InfraredEndPoint(0, "WinsockGen"));

    [WinsockFact(Requires = WinsockFeature.Ipx)]
    public void A_socket_of_IPX_is_bound_to_a_number_that_Windows_chooses()
    {
        EndPoint bound = AssertBinds(SocketType.Dgram, ProtocolType.Ipx, new IpxEndPoint(0, 0, 0));
        Assert.NotEqual(0, Assert.IsType<IpxEndPoint>(bound).SocketNumber);
    }

    [WinsockFact(Requires = WinsockFeature.AppleTalk)]
    public void A_socket_of_AppleTalk_is_bound_to_a_number_that_Windows_chooses()
    {
        EndPoint bound = AssertBinds(SocketType.Dgram, ProtocolType.Unspecified, new AppleTalkEndPoint(0, 0, 0));
        Assert.NotEqual(0, Assert.IsType<AppleTalkEndPoint>(bound).SocketNumber);
    }

    private static EndPoint AssertBinds(SocketType type, ProtocolType protocol, WinsockEndPoint endPoint)
    {
        using var socket = new Socket(endPoint.AddressFamily, type, protocol);
        socket.Bind(endPoint);
        Assert.IsType(endPoint.GetType(), socket.LocalEndPoint);
        return socket.LocalEndPoint!;
    }

    private static WinsockEndPoint Parse(string text) =>
        BluetoothEndPoint.TryParse(text, out BluetoothEndPoint? bluetooth) ? bluetooth
        : HyperVEndPoint.TryParse(text, out HyperVEndPoint? hyperV) ? hyperV
        : InfraredEndPoint.TryParse(text, out InfraredEndPoint? infrared) ? infrared
        : text.Contains('A', StringComparison.Ordinal) ? IpxEndPoint.Parse(text)
        : AppleTalkEndPoint.Parse(text);

    private static SocketAddress StructAddress(EndPoint endPoint) => endPoint switch
    {
        BluetoothEndPoint => Bindings.Ws2.SOCKADDR_BTH.FromEndPoint(endPoint).ToSocketAddress(),
        HyperVEndPoint => Bindings.Ws2.SOCKADDR_HV.FromEndPoint(endPoint).ToSocketAddress(),
        InfraredEndPoint => Bindings.Ws2.SOCKADDR_IRDA.FromEndPoint(endPoint).ToSocketAddress(),
        IpxEndPoint => Bindings.Ws2.SOCKADDR_IPX.FromEndPoint(endPoint).ToSocketAddress(),
        _ => Bindings.Ws2.SOCKADDR_AT.FromEndPoint(endPoint).ToSocketAddress(),
    };
}
