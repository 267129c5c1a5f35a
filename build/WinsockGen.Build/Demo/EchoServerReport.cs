namespace WinsockGen.Build.Demo;

/// <summary>What an echo server says about itself when it ends.</summary>
/// <param name="Clients">Connections accepted.</param>
/// <param name="Bytes">Bytes echoed.</param>
/// <param name="Allocated">Bytes allocated on the managed heap since all clients were connected.</param>
public sealed record EchoServerReport(long Clients, long Bytes, long Allocated);
