using System;

namespace WinsockGen.Windows.Tests.Host;

/// <summary>Programs on the host that `dotnet run build.cs test` starts for these tests, and says where they are.</summary>
internal static class HostPeer
{
    /// <summary>The address of the HTTP server, which can be told to be a client, too.</summary>
    public static string? Http => Variable("WINSOCKGEN_HOST_HTTP");

    /// <summary>The loopback port of OpenSSL's server.</summary>
    public static string? Tls => Variable("WINSOCKGEN_HOST_TLS");

    public static string? WhyHttpMissing => Http is null ? "needs the HTTP peer that `dotnet run build.cs test` starts on the host" : null;

    public static string? WhyTlsMissing => Tls is null
        ? Variable("WINSOCKGEN_HOST_TLS_MISSING") ?? "needs the TLS peer that `dotnet run build.cs test` starts on the host"
        : null;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
