using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>The managed half of a record: what a dequeued completion is handed to.</summary>
internal abstract unsafe class RecordOwner
{
    /// <summary>The native half, as long as this object has one.</summary>
    internal OverlappedRecord* Record;

    /// <summary>The completion was dequeued: Windows no longer knows the record.</summary>
    /// <param name="error">Zero, or a WSA code.</param>
    internal abstract void OnDequeued(int error, uint transferred);

    /// <summary>
    /// A packet came, but nothing was completed: the record still says that it is pending. Windows never does that; Wine 8 does (with
    /// STATUS_ALERTED in the packet) when it loses a request, which is then neither pending nor done.
    /// </summary>
    internal virtual void OnDropped() => OnDequeued(WSAEINTR, 0);

    /// <summary>
    /// The port died. If the record is still with Windows, its completion can never be dequeued: the owner gives it up
    /// (<see cref="OperationSlab.Leak"/>) and fails.
    /// </summary>
    internal abstract void OnPortLost();
}
