using System;

namespace WinsockGen;

/// <summary>
/// Looks for clients that connect and never send: an accept that receives first data is not over until they do, and so many of them
/// as there are accepts would keep everybody else out (AcceptEx, "Remarks", on mswsock.h's page).
/// </summary>
internal sealed class AcceptSweep(StreamListener listener, TimeSpan timeout) : LoopTimer(listener.Loop)
{
    // SO_CONNECT_TIME counts whole seconds.
    private readonly uint _seconds = (uint)Math.Clamp(Math.Ceiling(timeout.TotalSeconds), 1, uint.MaxValue - 1);
    private readonly TimeSpan _period = TimeSpan.FromSeconds(Math.Clamp(timeout.TotalSeconds / 4, 0.5, 60));

    internal void Start() => Start(_period);

    protected internal override void OnDue()
    {
        listener.CloseSilent(_seconds);
        if (!listener.IsClosed)
            Start();
    }
}
