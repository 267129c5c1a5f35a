using WinsockGen.Windows.Tests.Host;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime.Shapes;

/// <summary>A test that talks TLS with the host, skipped where there is no OpenSSL.</summary>
public sealed class TlsPeerFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public override string? Skip => HostPeer.WhyTlsMissing;
}
