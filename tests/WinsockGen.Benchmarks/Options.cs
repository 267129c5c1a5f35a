namespace WinsockGen.Benchmarks;

[SocketOptions(SocketOptionLevels.Socket | SocketOptionLevels.Tcp)]
internal static partial class Options;
