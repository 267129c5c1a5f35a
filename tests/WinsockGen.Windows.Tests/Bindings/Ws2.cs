namespace WinsockGen.Windows.Tests.Bindings;

/// <summary>What a user's request gets, on the real ws2_32.</summary>
[WinsockBindings(WinsockApi.All)]
internal static unsafe partial class Ws2;
