using WinsockGen;

/// <summary>Socket options as typed properties, on the BCL's sockets and on WinsockGen's.</summary>
[SocketOptions(SocketOptionLevels.Socket | SocketOptionLevels.IP | SocketOptionLevels.IPv6 | SocketOptionLevels.Tcp | SocketOptionLevels.Udp)]
internal static partial class Options;
