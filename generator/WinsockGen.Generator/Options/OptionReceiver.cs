using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;

namespace WinsockGen.Generator.Options;

/// <summary>A type of socket that gets options.</summary>
/// <param name="Name">The type's name, for files.</param>
/// <param name="Type">The type as source spells it.</param>
/// <param name="Kinds">Options of one of these kinds exist on it.</param>
/// <param name="IsOnWindowsOnly">It cannot exist on another system.</param>
internal sealed record OptionReceiver(string Name, string Type, SocketKinds Kinds, bool IsOnWindowsOnly)
{
    private const SocketKinds AllKinds = SocketKinds.Stream | SocketKinds.Datagram | SocketKinds.Message | SocketKinds.Raw;

    /// <summary>The types of socket that a compilation has: the framework's own, and those of WinsockGen that it references.</summary>
    public static IEnumerable<OptionReceiver> In(TargetCapabilities capabilities)
    {
        yield return new("Socket", "global::System.Net.Sockets.Socket", AllKinds, IsOnWindowsOnly: false);
        foreach (var kind in new[] { SocketKinds.Stream, SocketKinds.Datagram, SocketKinds.Message })
        {
            if ((capabilities.RuntimeSockets & kind) != 0)
            {
                yield return new(kind + "Socket", $"global::WinsockGen.{kind}Socket", kind, IsOnWindowsOnly: true);
            }
        }
    }
}
