namespace WinsockGen;

/// <summary>What becomes of the SOCKET of an accepted connection whose listener recycles.</summary>
public sealed unsafe partial class StreamSocket
{
    // Null when the SOCKET shall be closed.
    private AcceptRecycler? _recycler;

    /// <summary>The accept is over, and nobody has the connection yet.</summary>
    internal void RecycleBy(AcceptRecycler? recycler) => _recycler = recycler;

    // A SOCKET with pending calls is closed, which ends them.
    private protected override bool TryGiveHandleAway() =>
        _recycler is { } recycler && !_receive.IsOutstanding && !_send.IsOutstanding && recycler.TryRecycle(Provider, Handle);

    // What is set on a SOCKET stays set, and SO_LINGER says how to close it: the next connection must not inherit that.
    private protected override void OnConfigured() => _recycler = null;
}
