namespace WinsockGen.Runtime.Tests.Addresses;

/// <summary>The addresses that a user's bindings have beside the runtime.</summary>
[WinsockBindings(WinsockApi.None, Include = "SOCKADDR*, sockaddr*")]
internal static unsafe partial class Ws2Addresses;
