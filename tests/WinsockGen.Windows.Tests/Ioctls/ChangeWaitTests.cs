using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Host;
using WinsockGen.Windows.Tests.Options;
using WinsockGen.Windows.Tests.Runtime;
using Xunit;

namespace WinsockGen.Windows.Tests.Ioctls;

/// <summary>
/// Ioctls that Windows completes later, on a Socket that no completion port knows and on one that is bound to the framework's. Nothing
/// changes here while a test runs, so they end otherwise. Windows ends what a thread has begun when that thread ends, as those of xunit do
/// while a test with a time limit still runs: so the thread pool begins the waits.
/// </summary>
public sealed class ChangeWaitTests
{
    private const int Limit = 20_000;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    public static TheoryData<string> Waits() => [.. IoctlSubject.Waits];

    [Fact(Timeout = Limit)]
    public async Task A_token_that_is_cancelled_already_calls_nothing()
    {
        using var socket = Udp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => socket.SocketWaitForAddressListChangeAsync(new CancellationToken(canceled: true)));
    }

    [IoctlTheory(Timeout = Limit)]
    [MemberData(nameof(Waits))]
    public async Task A_wait_is_with_Windows_until_it_is_cancelled(string name)
    {
        using var socket = IoctlSubject.Of(name).Open();
        using var cancellation = new CancellationTokenSource();

        var waiting = await OnThreadPool(() => (Task)IoctlSubject.Of(name).CallTyped(socket, cancellation.Token)!);
        await Task.Delay(Moment);
        Assert.False(waiting.IsCompleted, $"{waiting.Status} {waiting.Exception}");
        cancellation.Cancel();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(cancellation.Token, error.CancellationToken);
    }

    [Theory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Closing_the_Socket_ends_its_waits_and_does_not_wait_for_them(bool isBoundToPort)
    {
        var socket = Udp();
        if (isBoundToPort)
            await EchoToItselfAsync(socket);
        var one = await OnThreadPool(() => socket.SocketWaitForAddressListChangeAsync());
        var two = await OnThreadPool(() => socket.SocketWaitForAddressListChangeAsync());
        await Task.Delay(Moment);

        await Task.Run(socket.Dispose);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => one);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => two);
    }

    [Fact(Timeout = Limit)]
    public async Task A_wait_on_a_closed_Socket_is_not_begun()
    {
        var socket = Udp();
        socket.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => socket.SocketWaitForAddressListChangeAsync());
    }

    [Theory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_waits_only_the_one_that_is_cancelled_ends(bool isBoundToPort)
    {
        using var socket = Udp();
        if (isBoundToPort)
            await EchoToItselfAsync(socket);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var one = await OnThreadPool(() => socket.SocketWaitForAddressListChangeAsync(first.Token));
        var two = await OnThreadPool(() => socket.SocketWaitForAddressListChangeAsync(second.Token));

        first.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        await Task.Delay(Moment);
        Assert.False(two.IsCompleted);

        second.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two);
    }

    [Fact(Timeout = Limit)]
    public async Task The_memory_of_a_wait_is_given_back_only_after_Windows_is_done_with_it()
    {
        using var socket = Udp();
        for (var i = 0; i < 20; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var waiting = await OnThreadPool(() => socket.SocketWaitForAddressListChangeAsync(cancellation.Token));
            cancellation.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        // What was given back is likely among these; a late write of a status would show.
        var blocks = Enumerable.Range(0, 200).Select(_ => Marshal.AllocHGlobal(48)).ToArray();
        var pattern = Enumerable.Repeat((byte)0x5A, 48).ToArray();
        foreach (var block in blocks)
            Marshal.Copy(pattern, 0, block, pattern.Length);
        await Task.Run(socket.Dispose);
        await Task.Delay(Moment);

        foreach (var block in blocks)
        {
            var found = new byte[pattern.Length];
            Marshal.Copy(block, found, 0, found.Length);
            Marshal.FreeHGlobal(block);
            Assert.Equal(pattern, found);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Two_hundred_waits_leave_no_handles_behind()
    {
        using var socket = Udp();
        await WaitAndCancelAsync(socket, 20);
        var before = HighestNewHandle();

        await WaitAndCancelAsync(socket, 200);

        Assert.InRange(HighestNewHandle(), 0, before + 50);
    }

    [Fact(Timeout = Limit)]
    public async Task A_wait_does_not_disturb_what_the_framework_does_on_the_same_Socket()
    {
        using var socket = Udp();
        var buffer = new byte[16];
        for (var i = 0; i < 50; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var waiting = await OnThreadPool(() => socket.SocketWaitForAddressListChangeAsync(cancellation.Token));
            var receiving = socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
            cancellation.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            await socket.SendToAsync(new byte[3], socket.LocalEndPoint!);
            Assert.Equal(3, (await receiving).ReceivedBytes);
        }
    }

    [Fact(Timeout = Limit)]
    [Covers("ioctl methods", "waited for", "SIO_ADDRESS_LIST_CHANGE.SocketWaitForAddressListChangeAsync")]
    public async Task A_wait_on_a_StreamSocket_can_be_cancelled()
    {
        using StreamListener listener = Loopback.Listen();
        var (client, server) = await Loopback.ConnectAsync(listener);
        using (client)
        using (server)
        {
            using var cancellation = new CancellationTokenSource();
            var waiting = client.SocketWaitForAddressListChangeAsync(cancellation.Token);
            await Task.Delay(Moment);
            Assert.False(waiting.IsCompleted);

            cancellation.Cancel();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_wait_ends_without_an_error_when_the_thread_that_began_it_ends()
    {
        using var socket = Udp();
        using var cancellation = new CancellationTokenSource();
        Task? waiting = null;
        var thread = new Thread(() => waiting = socket.SocketWaitForAddressListChangeAsync(cancellation.Token));
        thread.Start();
        thread.Join();

        await waiting!;
    }

    [Fact(Timeout = Limit)]
    public async Task A_wait_that_was_cancelled_before_the_Socket_was_closed_is_cancelled()
    {
        for (var i = 0; i < 50; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var socket = Udp();
            var waiting = await OnThreadPool(() => socket.SocketWaitForAddressListChangeAsync(cancellation.Token));
            cancellation.Cancel();
            await Task.Run(socket.Dispose);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
    }

    private static Task<Task> OnThreadPool(Func<Task> begin) =>
        Task.Factory.StartNew(begin, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    private static Socket Udp()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    // The framework binds a socket to its completion port with the first asynchronous call.
    private static async Task EchoToItselfAsync(Socket socket)
    {
        var receiving = socket.ReceiveFromAsync(new byte[16], new IPEndPoint(IPAddress.Any, 0));
        await socket.SendToAsync(new byte[3], socket.LocalEndPoint!);
        await receiving;
    }

    private static async Task WaitAndCancelAsync(Socket socket, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var waiting = await OnThreadPool(() => socket.SocketWaitForAddressListChangeAsync(cancellation.Token));
            cancellation.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
    }

    // The number of handles that Wine gives is the size of their table; what is free is reused from the bottom. A registered wait keeps
    // its event until it is collected.
    private static long HighestNewHandle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var events = Enumerable.Range(0, 16).Select(_ => new ManualResetEvent(false)).ToArray();
        var highest = events.Max(one => one.SafeWaitHandle.DangerousGetHandle().ToInt64());
        foreach (var one in events)
            one.Dispose();
        return highest / 4;
    }
}
