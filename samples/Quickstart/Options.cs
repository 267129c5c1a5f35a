using WinsockGen;

/// <summary>Socket options as typed properties, on the BCL's sockets and on WinsockGen's.</summary>
[SocketOptions(SocketOptionLevels.Socket | SocketOptionLevels.Tcp)]
internal static partial class Options;
