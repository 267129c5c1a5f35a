using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using WinsockGen.Catalog;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>A method that acts or asks, as programs call it, and the bytes that the documentation has for the same.</summary>
/// <param name="Call">The emitted method.</param>
/// <param name="Bytes">What setsockopt or getsockopt gets.</param>
/// <param name="First">The option that must have acted before, with the same bytes; null for none.</param>
internal sealed record ActingOption(Action<Socket> Call, byte[] Bytes, string? First = null)
{
    private static readonly IPAddress Group = IPAddress.Parse("239.1.2.3");
    private static readonly IPAddress Group6 = IPAddress.Parse("ff15::1:2:3");
    private static readonly IPAddress Source = IPAddress.Parse("192.0.2.9");
    private static readonly IPAddress Source6 = IPAddress.Parse("2001:db8::9");

    // Any socket will do: the question is whether its handle reaches Winsock.
    private static readonly Socket Listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static readonly byte[] Membership = [239, 1, 2, 3, 0, 0, 0, 0];
    private static readonly byte[] SourceMembership = [239, 1, 2, 3, 192, 0, 2, 9, 0, 0, 0, 0];
    private static readonly byte[] Membership6 = [.. Group6.GetAddressBytes(), 0, 0, 0, 0];

    public static IReadOnlyDictionary<string, ActingOption> All { get; } = new Dictionary<string, ActingOption>
    {
        ["IPPROTO_IP.IP_ADD_IFLIST"] = new(socket => socket.IPAddToInterfaceList(1), [1, 0, 0, 0]),
        ["IPPROTO_IP.IP_DEL_IFLIST"] = new(socket => socket.IPRemoveFromInterfaceList(1), [1, 0, 0, 0], "IP_ADD_IFLIST"),
        ["IPPROTO_IP.IP_ADD_MEMBERSHIP"] = new(socket => socket.IPAddMembership(new(Group, IPAddress.Any)), Membership),
        ["IPPROTO_IP.IP_DROP_MEMBERSHIP"] = new(socket => socket.IPDropMembership(new(Group, IPAddress.Any)), Membership, "IP_ADD_MEMBERSHIP"),
        ["IPPROTO_IP.IP_ADD_SOURCE_MEMBERSHIP"] = new(socket => socket.IPAddSourceMembership(new(Group, Source, IPAddress.Any)), SourceMembership),
        ["IPPROTO_IP.IP_DROP_SOURCE_MEMBERSHIP"] = new(socket => socket.IPDropSourceMembership(new(Group, Source, IPAddress.Any)), SourceMembership, "IP_ADD_SOURCE_MEMBERSHIP"),
        ["IPPROTO_IP.IP_BLOCK_SOURCE"] = new(socket => socket.IPBlockSource(new(Group, Source, IPAddress.Any)), SourceMembership),
        ["IPPROTO_IP.IP_UNBLOCK_SOURCE"] = new(socket => socket.IPUnblockSource(new(Group, Source, IPAddress.Any)), SourceMembership, "IP_BLOCK_SOURCE"),
        ["IPPROTO_IP.MCAST_JOIN_GROUP"] = new(socket => socket.IPMulticastJoinGroup(new(Group, 1)), GroupRequest(Group)),
        ["IPPROTO_IP.MCAST_LEAVE_GROUP"] = new(socket => socket.IPMulticastLeaveGroup(new(Group, 1)), GroupRequest(Group), "MCAST_JOIN_GROUP"),
        ["IPPROTO_IP.MCAST_JOIN_SOURCE_GROUP"] = new(socket => socket.IPMulticastJoinSourceGroup(new(Group, Source, 1)), GroupRequest(Group, Source)),
        ["IPPROTO_IP.MCAST_LEAVE_SOURCE_GROUP"] = new(socket => socket.IPMulticastLeaveSourceGroup(new(Group, Source, 1)), GroupRequest(Group, Source), "MCAST_JOIN_SOURCE_GROUP"),
        ["IPPROTO_IP.MCAST_BLOCK_SOURCE"] = new(socket => socket.IPMulticastBlockSource(new(Group, Source, 1)), GroupRequest(Group, Source)),
        ["IPPROTO_IP.MCAST_UNBLOCK_SOURCE"] = new(socket => socket.IPMulticastUnblockSource(new(Group, Source, 1)), GroupRequest(Group, Source), "MCAST_BLOCK_SOURCE"),
        ["IPPROTO_IPV6.IPV6_ADD_IFLIST"] = new(socket => socket.IPv6AddToInterfaceList(1), [1, 0, 0, 0]),
        ["IPPROTO_IPV6.IPV6_DEL_IFLIST"] = new(socket => socket.IPv6RemoveFromInterfaceList(1), [1, 0, 0, 0], "IPV6_ADD_IFLIST"),
        ["IPPROTO_IPV6.IPV6_JOIN_GROUP"] = new(socket => socket.IPv6JoinGroup(new(Group6, 0)), Membership6),
        ["IPPROTO_IPV6.IPV6_LEAVE_GROUP"] = new(socket => socket.IPv6LeaveGroup(new(Group6, 0)), Membership6, "IPV6_JOIN_GROUP"),
        ["IPPROTO_IPV6.MCAST_JOIN_GROUP"] = new(socket => socket.IPv6MulticastJoinGroup(new(Group6, 1)), GroupRequest(Group6)),
        ["IPPROTO_IPV6.MCAST_LEAVE_GROUP"] = new(socket => socket.IPv6MulticastLeaveGroup(new(Group6, 1)), GroupRequest(Group6), "MCAST_JOIN_GROUP"),
        ["IPPROTO_IPV6.MCAST_JOIN_SOURCE_GROUP"] = new(socket => socket.IPv6MulticastJoinSourceGroup(new(Group6, Source6, 1)), GroupRequest(Group6, Source6)),
        ["IPPROTO_IPV6.MCAST_LEAVE_SOURCE_GROUP"] = new(socket => socket.IPv6MulticastLeaveSourceGroup(new(Group6, Source6, 1)), GroupRequest(Group6, Source6), "MCAST_JOIN_SOURCE_GROUP"),
        ["IPPROTO_IPV6.MCAST_BLOCK_SOURCE"] = new(socket => socket.IPv6MulticastBlockSource(new(Group6, Source6, 1)), GroupRequest(Group6, Source6)),
        ["IPPROTO_IPV6.MCAST_UNBLOCK_SOURCE"] = new(socket => socket.IPv6MulticastUnblockSource(new(Group6, Source6, 1)), GroupRequest(Group6, Source6), "MCAST_BLOCK_SOURCE"),
        ["IPPROTO_RM.RM_ADD_RECEIVE_IF"] = new(socket => socket.ReliableMulticastAddReceiveInterface(IPAddress.Loopback), [127, 0, 0, 1]),
        ["IPPROTO_RM.RM_DEL_RECEIVE_IF"] = new(socket => socket.ReliableMulticastRemoveReceiveInterface(IPAddress.Loopback), [127, 0, 0, 1], "RM_ADD_RECEIVE_IF"),
        ["IPPROTO_RM.RM_FLUSHCACHE"] = new(socket => socket.ReliableMulticastFlushCache(), []),
        ["NSPROTO_IPX.IPX_STOPFILTERPTYPE"] = new(socket => socket.IpxStopFilterPacketType(4), [4, 0, 0, 0]),
        ["NSPROTO_IPX.IPX_ADDRESS"] = new(socket => socket.IpxQueryAdapter(new() { Number = 1 }), [1, .. new byte[23]]),
        ["NSPROTO_IPX.IPX_GETNETINFO"] = new(socket => socket.IpxQueryNetwork(new() { Network = [0, 0, 0, 1] }), [0, 0, 0, 1, .. new byte[16]]),
        ["NSPROTO_IPX.IPX_GETNETINFO_NORIP"] = new(socket => socket.IpxQueryCachedNetwork(new() { Network = [0, 0, 0, 1] }), [0, 0, 0, 1, .. new byte[16]]),
        ["NSPROTO_IPX.IPX_RERIPNETNUMBER"] = new(socket => socket.IpxQueryNetworkAnew(new() { Network = [0, 0, 0, 1] }), [0, 0, 0, 1, .. new byte[16]]),
        ["SOL_IRLMP.IRLMP_IAS_SET"] = new(socket => socket.IrdaSetAttribute(new() { ClassName = "C", AttributeName = "A", Type = AllOptions.IrdaAttributeType.Integer, Integer = 5 }), AttributeOf(0)),
        ["SOL_IRLMP.IRLMP_IAS_QUERY"] = new(socket => socket.IrdaQueryAttribute(new() { ClassName = "C", AttributeName = "A", Type = AllOptions.IrdaAttributeType.Integer, Integer = 5 }), AttributeOf(4)),
        ["SOL_APPLETALK.SO_REGISTER_NAME"] = new(socket => socket.AppleTalkRegisterName(new([79], [84], [42])), NameOf()),
        ["SOL_APPLETALK.SO_REMOVE_NAME"] = new(socket => socket.AppleTalkRemoveName(new([79], [84], [42])), NameOf(), "SO_REGISTER_NAME"),
        ["SOL_APPLETALK.SO_CONFIRM_NAME"] = new(socket => socket.AppleTalkConfirmName(new() { Name = new([79], [84], [42]) }), [.. new byte[6], .. NameOf(), .. new byte[3]]),
        ["SOL_APPLETALK.SO_LOOKUP_NAME"] = new(socket => socket.AppleTalkLookupName(new byte[112]), new byte[112]),
        ["SOL_APPLETALK.SO_LOOKUP_NETDEF_ON_ADAPTER"] = new(socket => socket.AppleTalkLookupNetworkDefaults(new byte[4]), new byte[4]),
        ["SOL_APPLETALK.SO_LOOKUP_ZONES_ON_ADAPTER"] = new(socket => socket.AppleTalkLookupZonesOnAdapter(new byte[4]), new byte[4]),
        ["SOL_APPLETALK.SO_PAP_GET_SERVER_STATUS"] = new(socket => socket.AppleTalkQueryServerStatus(new() { Family = AddressFamily.AppleTalk }), [16, .. new byte[265]]),
        ["SOL_APPLETALK.SO_PAP_PRIME_READ"] = new(socket => socket.AppleTalkPrimeRead(new byte[4096]), new byte[4096]),
        ["SOL_SOCKET.SO_UPDATE_ACCEPT_CONTEXT"] = new(socket => socket.SocketUpdateAcceptContext(Listener), BitConverter.GetBytes(Listener.Handle.ToInt64())),
        ["SOL_SOCKET.SO_UPDATE_CONNECT_CONTEXT"] = new(socket => socket.SocketUpdateConnectContext(), []),
    };

    /// <summary>The same by the BCL's raw calls.</summary>
    public void CallRaw(CatalogOption option, Socket socket)
    {
        var level = WinsockCatalog.Shared.Levels.Find(option.Level)!.Value;
        var name = int.Parse(option.Value, CultureInfo.InvariantCulture);
        if ((option.Access & OptionAccess.Query) != 0)
            socket.GetRawSocketOption(level, name, Bytes.ToArray());
        else
            socket.SetRawSocketOption(level, name, Bytes);
    }

    /// <summary>Why the option cannot be tested here, or null: where it exists, a call fails for better reasons than that it does not.</summary>
    public string? WhyMissing(CatalogOption option)
    {
        try
        {
            using var socket = OptionSocket.Open(option);
            CallRaw(option, socket);
            return null;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ProtocolOption or SocketError.AddressFamilyNotSupported
            or SocketError.ProtocolNotSupported or SocketError.SocketNotSupported or SocketError.OperationNotSupported)
        {
            return $"this Winsock lacks {option.Name}: {error.SocketErrorCode} ({error.ErrorCode})";
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>GROUP_REQ, or GROUP_SOURCE_REQ, on interface 1: addresses are aligned to 8 bytes.</summary>
    private static byte[] GroupRequest(params IPAddress[] addresses) => [1, 0, 0, 0, 0, 0, 0, 0, .. addresses.SelectMany(Storage)];

    /// <summary>SOCKADDR_STORAGE.</summary>
    private static byte[] Storage(IPAddress address)
    {
        var bytes = new byte[128];
        var isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        bytes[0] = (byte)address.AddressFamily;
        address.GetAddressBytes().CopyTo(bytes, isV6 ? 8 : 4);
        return bytes;
    }

    /// <summary>IAS_SET or IAS_QUERY: class name, attribute name, type 1, the number 5.</summary>
    private static byte[] AttributeOf(int first)
    {
        var bytes = new byte[first + 1352];
        (bytes[first], bytes[first + 64], bytes[first + 320], bytes[first + 324]) = (67, 65, 1, 5);
        return bytes;
    }

    /// <summary>WSH_NBP_NAME: three names of one byte, each with its length before it.</summary>
    private static byte[] NameOf()
    {
        var bytes = new byte[99];
        (bytes[0], bytes[1], bytes[33], bytes[34], bytes[66], bytes[67]) = (1, 79, 1, 84, 1, 42);
        return bytes;
    }
}
