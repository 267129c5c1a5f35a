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
    /// A packet came, but the record still says that it is pending, and the packet STATUS_ALERTED. Windows never does that; Wine 8 does
    /// when the rest of the work was the calling thread's, and that thread has just ended.
    /// </summary>
    internal virtual void OnDropped() => OnDequeued(WSAEINTR, 0);

    /// <summary>
    /// The port died. If the record is still with Windows, its completion can never be dequeued: the owner gives it up
    /// (<see cref="OperationSlab.Leak"/>) and fails.
    /// </summary>
    internal abstract void OnPortLost();
}
