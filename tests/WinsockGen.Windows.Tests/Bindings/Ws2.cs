namespace WinsockGen.Windows.Tests.Bindings;

/// <summary>What a user's request gets, on the real ws2_32.</summary>
[WinsockBindings(WinsockApi.Sockets | WinsockApi.NameResolution | WinsockApi.Extensions | WinsockApi.CompletionPorts, Include = "getservbyname")]
internal static unsafe partial class Ws2;
