using Microsoft.CodeAnalysis;

namespace WinsockGen.Analyzers.Symbols;

/// <summary>
/// The types that rules bind to, looked up once per compilation. A type that the compilation lacks is null, and equals
/// no type. The runtime's own types are bound by name: the analyzers do not reference the runtime.
/// </summary>
internal sealed class SocketTypes
{
    public SocketTypes(Compilation compilation)
    {
        Socket = compilation.GetTypeByMetadataName("System.Net.Sockets.Socket");
        SocketTaskExtensions = compilation.GetTypeByMetadataName("System.Net.Sockets.SocketTaskExtensions");
        SocketAsyncEventArgs = compilation.GetTypeByMetadataName("System.Net.Sockets.SocketAsyncEventArgs");
        SocketType = compilation.GetTypeByMetadataName("System.Net.Sockets.SocketType");
        TcpClient = compilation.GetTypeByMetadataName("System.Net.Sockets.TcpClient");
        TcpListener = compilation.GetTypeByMetadataName("System.Net.Sockets.TcpListener");
        UdpClient = compilation.GetTypeByMetadataName("System.Net.Sockets.UdpClient");
        NetworkStream = compilation.GetTypeByMetadataName("System.Net.Sockets.NetworkStream");
        SslStream = compilation.GetTypeByMetadataName("System.Net.Security.SslStream");
        Stream = compilation.GetTypeByMetadataName("System.IO.Stream");
        Task = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task");
        StreamSocket = compilation.GetTypeByMetadataName("WinsockGen.StreamSocket");
        StreamListener = compilation.GetTypeByMetadataName("WinsockGen.StreamListener");
        DatagramSocket = compilation.GetTypeByMetadataName("WinsockGen.DatagramSocket");
        MessageSocket = compilation.GetTypeByMetadataName("WinsockGen.MessageSocket");
    }

    public INamedTypeSymbol? Socket { get; }

    /// <summary>Where <c>ReceiveAsync</c> with a task lived before .NET 5.</summary>
    public INamedTypeSymbol? SocketTaskExtensions { get; }

    public INamedTypeSymbol? SocketAsyncEventArgs { get; }

    public INamedTypeSymbol? SocketType { get; }

    public INamedTypeSymbol? TcpClient { get; }

    public INamedTypeSymbol? TcpListener { get; }

    public INamedTypeSymbol? UdpClient { get; }

    public INamedTypeSymbol? NetworkStream { get; }

    public INamedTypeSymbol? SslStream { get; }

    public INamedTypeSymbol? Stream { get; }

    public INamedTypeSymbol? Task { get; }

    public INamedTypeSymbol? StreamSocket { get; }

    public INamedTypeSymbol? StreamListener { get; }

    public INamedTypeSymbol? DatagramSocket { get; }

    public INamedTypeSymbol? MessageSocket { get; }

    /// <summary>Whether <paramref name="type"/> is <paramref name="expected"/> or derives from it.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? expected)
    {
        if (expected is null)
            return false;
        for (; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, expected))
                return true;
        }

        return false;
    }

    /// <summary>Whether reading from a value of this static type is reading from the network.</summary>
    public bool IsNetworkStream(ITypeSymbol? type) => Is(type, NetworkStream) || Is(type, SslStream);
}
