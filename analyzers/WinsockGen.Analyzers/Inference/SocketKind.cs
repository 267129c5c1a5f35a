namespace WinsockGen.Analyzers.Inference;

/// <summary>What a socket promises about the boundaries of what it carries.</summary>
public enum SocketKind
{
    /// <summary>Not known: every rule that depends on the kind is silent.</summary>
    Unknown,

    /// <summary>A byte stream: boundaries are not kept, a count of 0 is the graceful close.</summary>
    Stream,

    /// <summary>Datagrams: boundaries are kept, there is no connection and no close, messages may be empty.</summary>
    Datagram,

    /// <summary>Sequenced packets and reliable datagrams: boundaries are kept, and there may be a connection.</summary>
    Message,
}
