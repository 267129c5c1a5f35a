using System.Runtime.CompilerServices;
using System.Threading;

namespace WinsockGen;

/// <summary>
/// Counts who is inside a call with a handle, in one word: the handle is closed by whoever comes last, so never while a thread is inside
/// a call with it, and never when its number could already belong to someone else.
/// </summary>
/// <remarks>What a SafeHandle does, without an object of its own: a connection is one object.</remarks>
internal struct UseCount
{
    private const int Closed = 1;
    private const int Use = 2;

    private int _state;

    /// <summary>Whether nobody may enter any more.</summary>
    internal readonly bool IsClosed => (Volatile.Read(in _state) & Closed) != 0;

    /// <summary>Keeps the handle open until <see cref="Leave"/>.</summary>
    /// <returns>False when it is closed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryEnter()
    {
        int seen = Volatile.Read(in _state);
        while ((seen & Closed) == 0)
        {
            int found = Interlocked.CompareExchange(ref _state, seen + Use, seen);
            if (found == seen)
                return true;
            seen = found;
        }

        return false;
    }

    /// <returns>Whether the caller was the last one, and closes the handle now.</returns>
    internal bool Leave() => Interlocked.Add(ref _state, -Use) == Closed;

    /// <summary>Lets nobody in any more.</summary>
    /// <returns>Whether nobody is inside, so that the caller closes the handle now. It is told so once.</returns>
    internal bool Close() => Interlocked.Or(ref _state, Closed) == 0;

    /// <summary>Lets nobody in any more if the caller, who has entered, is the only one inside; then the caller has left, too.</summary>
    internal bool TryCloseAlone() => Interlocked.CompareExchange(ref _state, Closed, Use) == Use;
}
