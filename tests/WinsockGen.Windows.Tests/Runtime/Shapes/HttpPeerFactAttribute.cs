using WinsockGen.Windows.Tests.Host;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime.Shapes;

/// <summary>A test that talks HTTP with the host, skipped where nobody there does.</summary>
public sealed class HttpPeerFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public override string? Skip => HostPeer.WhyHttpMissing;
}
