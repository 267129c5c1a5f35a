namespace WinsockGen;

/// <summary>
/// What most connections never do, made when one does it first. An operation of these takes its direction's one-buffer operation and
/// keeps it until it is over, so that one of all kinds is outstanding at a time, and those with one buffer need not look here.
/// </summary>
internal sealed class RareOperations
{
    internal Direction<ScatterOperation> Scatter;
    internal Direction<GatherOperation> Gather;
    internal Direction<FileOperation> File;

    /// <summary>How much of its first data the connect has sent.</summary>
    internal int FirstDataSent;

    /// <summary>The socket is closed, and no initiator is inside.</summary>
    internal void Close()
    {
        Scatter.Close();
        Gather.Close();
        File.Close();
    }
}
