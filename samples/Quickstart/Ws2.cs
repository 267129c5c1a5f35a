using WinsockGen;

/// <summary>The Winsock functions that this program calls itself, with everything that they need.</summary>
[WinsockBindings(WinsockApi.Default, Include = "WSAEnumProtocolsW, XP1_*")]
internal static unsafe partial class Ws2;
