using WinsockGen;

[WinsockBindings(WinsockApi.Sockets)]
internal static unsafe partial class Ws2;
