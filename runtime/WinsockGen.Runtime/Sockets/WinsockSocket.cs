using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using static WinsockGen.Ws2;

namespace WinsockGen;

/// <summary>What all sockets of this library share: one SOCKET on one completion loop, its addresses and its options.</summary>
[SupportedOSPlatform("windows")]
public abstract unsafe class WinsockSocket : IDisposable, IAsyncDisposable
{
    // Reported at once per resumption, before others get their turn: larger budgets let busy connections starve the rest.
    private const int InlineTurns = 1;

    private OperationPool<ControlOperation>? _controls;
    private UseCount _uses;
    private int _inlineTurns = InlineTurns;

    private protected WinsockSocket(SocketProvider provider) : this(provider, provider.Open())
    {
    }

    /// <param name="handle">A SOCKET of the provider's, which is on its loop's port; it belongs to the new object.</param>
    private protected WinsockSocket(SocketProvider provider, nuint handle)
    {
        Handle = handle;
        Provider = provider;
    }

    /// <summary>Closes a socket that was forgotten.</summary>
    ~WinsockSocket()
    {
        // What is pending keeps the object alive, and so does a thread inside a call. Without a provider there never was a SOCKET.
        if (Provider is not null)
            Close(isFinalizing: true);
    }

    /// <summary>The address family of the socket.</summary>
    public AddressFamily AddressFamily => (AddressFamily)Provider.Kind.Family;

    /// <summary>The loop that takes this socket's completions.</summary>
    public CompletionLoop Loop => Provider.Loop;

    /// <summary>The end point that the socket is bound to.</summary>
    /// <exception cref="SocketException">The socket is not bound.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public EndPoint LocalEndPoint
    {
        get
        {
            byte* name = stackalloc byte[SocketAddressValue.Capacity];
            int length = SocketAddressValue.Capacity;
            using var use = Use();
            ThrowIfFailed(Native.getsockname(use.Socket, (SOCKADDR*)name, &length));
            return new SocketAddressValue(new ReadOnlySpan<byte>(name, length)).ToEndPoint();
        }
    }

    internal SocketProvider Provider { get; }

    internal WinsockTable Native => Provider.Native;

    /// <summary>The SOCKET, for whoever is inside (<see cref="Use"/>).</summary>
    internal nuint Handle { get; }

    internal bool IsClosed => _uses.IsClosed;

    /// <summary>Reads a socket option as the bytes that Winsock gives.</summary>
    /// <param name="optionLevel">The level, such as SOL_SOCKET.</param>
    /// <param name="optionName">The option at that level.</param>
    /// <param name="optionValue">Where the value goes. Winsock gets it as it is, since some options are asked something in it; and may write less
    /// than was asked for, such as one byte of a four-byte BOOL: clear it before, or heed the result.</param>
    /// <returns>How many bytes Winsock says the value has.</returns>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public int GetRawSocketOption(int optionLevel, int optionName, Span<byte> optionValue)
    {
        int length = optionValue.Length;
        using var use = Use();
        fixed (byte* value = optionValue)
            ThrowIfFailed(Native.getsockopt(use.Socket, optionLevel, optionName, value, &length));
        return length;
    }

    /// <summary>Writes a socket option as the bytes that Winsock takes.</summary>
    /// <param name="optionLevel">The level, such as SOL_SOCKET.</param>
    /// <param name="optionName">The option at that level.</param>
    /// <param name="optionValue">The value, as wide as the option is documented to be.</param>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public void SetRawSocketOption(int optionLevel, int optionName, ReadOnlySpan<byte> optionValue)
    {
        using var use = Use();
        OnConfigured();
        fixed (byte* value = optionValue)
            ThrowIfFailed(Native.setsockopt(use.Socket, optionLevel, optionName, value, optionValue.Length));
    }

    /// <summary>Calls a control code (WSAIoctl), and waits until it is done.</summary>
    /// <param name="ioControlCode">The code, such as SIO_KEEPALIVE_VALS.</param>
    /// <param name="optionInValue">The input, as the code is documented to take it.</param>
    /// <param name="optionOutValue">Where the output goes; it may be empty for codes that have none.</param>
    /// <returns>How many bytes of output Winsock has written.</returns>
    /// <remarks>Codes that Windows completes later, such as SIO_ADDRESS_LIST_CHANGE, are for <see cref="IOControlAsync"/>: here they block.</remarks>
    /// <exception cref="SocketException">Winsock refuses: the protocol or this Windows does not have the code (WSAEOPNOTSUPP), or a buffer is too
    /// short (WSAEFAULT).</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public int IOControl(uint ioControlCode, ReadOnlySpan<byte> optionInValue, Span<byte> optionOutValue)
    {
        uint returned = 0;
        using var use = Use();
        OnConfigured();
        fixed (byte* input = optionInValue)
        fixed (byte* output = optionOutValue)
        {
            ThrowIfFailed(Native.WSAIoctl(use.Socket, ioControlCode, input, (uint)optionInValue.Length, output, (uint)optionOutValue.Length, &returned,
                null, null));
        }

        return (int)returned;
    }

    /// <summary>
    /// Calls a control code that Windows completes when something happens: SIO_ADDRESS_LIST_CHANGE, SIO_ROUTING_INTERFACE_CHANGE,
    /// SIO_IDEAL_SEND_BACKLOG_CHANGE. Several may be outstanding.
    /// </summary>
    /// <param name="ioControlCode">The code.</param>
    /// <param name="input">The input, which must not change until the operation is over.</param>
    /// <param name="output">Where the output goes, which belongs to Windows until the operation is over; it may be empty for codes that have none.</param>
    /// <param name="cancellationToken">Gives the wait up.</param>
    /// <returns>How many bytes of output Winsock has written.</returns>
    /// <exception cref="SocketException">Winsock refuses.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public SocketOperation<int> IOControlAsync(uint ioControlCode, ReadOnlyMemory<byte> input, Memory<byte> output, CancellationToken cancellationToken = default)
    {
        using var use = Use();
        if (cancellationToken.IsCancellationRequested)
            return SocketFailure.Canceled<int>(Loop, cancellationToken);
        OnConfigured();
        if (_controls is null)
            Interlocked.CompareExchange(ref _controls, ControlOperation.CreatePool(this), null);
        return _controls.Begin().Start(use.Socket, ioControlCode, input, output, cancellationToken);
    }

    /// <summary>
    /// Closes the socket. What is outstanding on it fails with <see cref="ObjectDisposedException"/>, unless it succeeded before.
    /// </summary>
    public void Dispose()
    {
        Close(isFinalizing: false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the socket, like <see cref="Dispose"/>; it never waits.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>The SOCKET is closed, and no thread is inside a call with it: no initiator changes the fields any more.</summary>
    internal virtual void OnHandleClosed() => _controls?.Close();

    /// <summary>The connection stands, and its first data are sent.</summary>
    internal virtual void OnFirstDataSent(int count)
    {
    }

    /// <summary>Keeps the SOCKET open for the duration of a call.</summary>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SocketUse Use()
    {
        ObjectDisposedException.ThrowIf(!_uses.TryEnter(), this);
        return new SocketUse(this);
    }

    /// <summary>Ends a <see cref="Use"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Leave()
    {
        if (_uses.Leave())
            CloseHandle(isFinalizing: false);
    }

    /// <summary>Tells a socket that AcceptEx or ConnectEx is done with it that it is connected.</summary>
    /// <returns>Zero, or the error.</returns>
    internal int UpdateContext(int name, ReadOnlySpan<byte> value)
    {
        // Called on the loop's thread: a user may have closed the socket meanwhile.
        if (!_uses.TryEnter())
            return WSA_OPERATION_ABORTED;
        using var use = new SocketUse(this);
        fixed (byte* bytes = value)
            return Native.setsockopt(use.Socket, SOL_SOCKET, name, bytes, value.Length) == 0 ? 0 : WinsockError.FromWin32(Marshal.GetLastPInvokeError());
    }

    /// <summary>Asks Windows to end one operation. That it has ended already is as good.</summary>
    internal void CancelIo(OverlappedRecord* record)
    {
        // A socket that is closed ends the operation too.
        if (record == null || !_uses.TryEnter())
            return;
        using var use = new SocketUse(this);
        _ = Native.CancelIoEx((nint)use.Socket, &record->Overlapped);
    }

    /// <summary>Whether an operation that succeeded at once may be reported at once, or has to let others go first.</summary>
    internal bool TakeInlineTurn()
    {
        // Threads may come here together and take it below zero, which does no harm.
        if (_inlineTurns <= 0)
            return false;
        _inlineTurns--;
        return true;
    }

    /// <summary>The socket's code was scheduled: its budget is full again.</summary>
    internal void RefillInlineTurns() => _inlineTurns = InlineTurns;

    private protected static void ThrowIfFailed(int result)
    {
        if (result == SOCKET_ERROR)
            throw new SocketException(Marshal.GetLastPInvokeError());
    }

    private protected void Bind(in SocketAddressValue address)
    {
        using var use = Use();
        fixed (byte* name = address.Bytes)
            ThrowIfFailed(Native.bind(use.Socket, (SOCKADDR*)name, address.Bytes.Length));
    }

    /// <summary>Binds to the wildcard of an address's family, which is zeros in all families that have one.</summary>
    private protected void BindToAny(in SocketAddressValue remote)
    {
        Span<byte> any = stackalloc byte[remote.Bytes.Length];
        any.Clear();
        remote.Bytes[..sizeof(ushort)].CopyTo(any);
        Bind(new SocketAddressValue(any));
    }

    private protected void Connect(in SocketAddressValue address)
    {
        using var use = Use();
        fixed (byte* name = address.Bytes)
            ThrowIfFailed(Native.connect(use.Socket, (SOCKADDR*)name, address.Bytes.Length));
    }

    private protected SocketAddressValue GetPeerName()
    {
        byte* name = stackalloc byte[SocketAddressValue.Capacity];
        int length = SocketAddressValue.Capacity;
        using var use = Use();
        ThrowIfFailed(Native.getpeername(use.Socket, (SOCKADDR*)name, &length));
        return new SocketAddressValue(new ReadOnlySpan<byte>(name, length));
    }

    private protected void SetOption(int level, int name, int value) => SetRawSocketOption(level, name, new ReadOnlySpan<byte>(&value, sizeof(int)));

    /// <summary>Whether an operation is with Windows, or about to be.</summary>
    private protected virtual bool HasOutstanding => _controls is { HasOutstanding: true };

    /// <summary>Ends this object without closing its SOCKET, which is the caller's from here on.</summary>
    /// <exception cref="InvalidOperationException">Something is outstanding, or another thread is inside a call; nothing has happened.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed, or its loop is disposed.</exception>
    internal nuint GiveHandleAway()
    {
        // What was pending when a loop ended still is, though its operation is over: its record was given up.
        ObjectDisposedException.ThrowIf(Loop.IsStopping, Loop);
        ObjectDisposedException.ThrowIf(!_uses.TryEnter(), this);
        if (HasOutstanding || !_uses.TryCloseAlone())
        {
            Leave();
            throw new InvalidOperationException("Operations are outstanding on this socket. Await them before you hand it over.");
        }

        // One that another thread has begun in between ends as if the socket had been closed.
        if (HasOutstanding)
            _ = Native.CancelIoEx((nint)Handle, null);
        OnHandleClosed();

        // Closed already: this only spares the finalizer.
        Dispose();
        return Handle;
    }

    /// <summary>Hands the SOCKET to a new <see cref="Socket"/>.</summary>
    private protected Socket GiveToSocket()
    {
        var handle = new SafeSocketHandle((nint)GiveHandleAway(), ownsHandle: true);
        try
        {
            // One that came from a Socket may have been set non-blocking, which nothing can ask; the new object says that it is blocking.
            return new Socket(handle) { Blocking = true };
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Lets somebody else have the SOCKET instead of closing it. No thread is inside a call with it.</summary>
    /// <returns>Whether it belongs to somebody else now.</returns>
    private protected virtual bool TryGiveHandleAway() => false;

    /// <summary>The user has set something that stays with the SOCKET.</summary>
    private protected virtual void OnConfigured()
    {
    }

    private void Close(bool isFinalizing)
    {
        if (_uses.Close())
            CloseHandle(isFinalizing);
    }

    private void CloseHandle(bool isFinalizing)
    {
        if (isFinalizing || !TryGiveHandleAway())
        {
            // closesocket ends what is pending, says its page; Wine 8 leaves a blocked send to the peer. That nothing is pending is no failure.
            _ = Native.CancelIoEx((nint)Handle, null);
            _ = Native.closesocket(Handle);
        }

        OnHandleClosed();
    }
}
