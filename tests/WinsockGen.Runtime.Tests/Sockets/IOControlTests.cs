using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Sockets;

public sealed class IOControlTests
{
    private const uint Vendor = 0xD8001234;

    [Fact]
    public void Code_input_and_output_reach_Winsock_and_come_back()
    {
        using var world = new StreamWorld();
        world.Winsock.ControlOutputs[Vendor] = [7, 8, 9];
        var output = new byte[8];
        Assert.Equal(3, world.Listener.IOControl(Vendor, [1, 2, 3, 4], output));
        Assert.Equal(new byte[] { 7, 8, 9, 0, 0, 0, 0, 0 }, output);
        ScriptedControl control = Assert.Single(world.Winsock.Controls);
        Assert.Equal((Vendor, 8, false), (control.Code, control.OutputLength, control.IsOverlapped));
        Assert.Equal(new byte[] { 1, 2, 3, 4 }, control.Input);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_code_that_Winsock_does_not_know_is_a_SocketException(bool overlapped)
    {
        using var world = new StreamWorld();
        var failure = Assert.Throws<SocketException>(() => overlapped
            ? world.Finish(StreamWorld.Await(world.Listener.IOControlAsync(Vendor, default, default)))
            : world.Listener.IOControl(Vendor, [], []));
        Assert.Equal(SocketError.OperationNotSupported, failure.SocketErrorCode);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void An_overlapped_control_has_its_output_whether_it_completes_at_once_or_pends(bool atOnce, bool ifsHandles)
    {
        using var world = new StreamWorld(hasIfsHandles: ifsHandles);
        world.Winsock.CompletesAtOnce = atOnce;
        world.Winsock.ControlOutputs[Vendor] = [7, 8, 9];
        for (int i = 0; i < 3; i++)
        {
            var output = new byte[4];
            Assert.Equal(3, world.Finish(StreamWorld.Await(world.Listener.IOControlAsync(Vendor, new byte[] { 5 }, output))));
            Assert.Equal(new byte[] { 7, 8, 9, 0 }, output);
        }

        Assert.All(world.Winsock.Controls, control => Assert.True(control.IsOverlapped && control.Input.SequenceEqual(new byte[] { 5 })));
    }

    [Fact]
    public void A_wait_for_a_change_ends_when_it_happens_and_others_go_on_waiting()
    {
        using var world = new StreamWorld();
        Task<int> addresses = StreamWorld.Await(world.Listener.IOControlAsync(ScriptedWinsock.AddressListChange, default, default));
        Task<int> routes = StreamWorld.Await(world.Listener.IOControlAsync(ScriptedWinsock.RoutingInterfaceChange, new byte[16], default));
        world.Settle();
        Assert.False(addresses.IsCompleted || routes.IsCompleted);
        world.Winsock.RaiseChange(ScriptedWinsock.AddressListChange);
        Assert.Equal(0, world.Finish(addresses));
        Assert.False(routes.IsCompleted);
        world.Listener.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(routes));
    }

    [Fact]
    public void A_cancelled_wait_ends_with_its_token()
    {
        using var world = new StreamWorld();
        using var cancellation = new CancellationTokenSource();
        Task<int> waiting = StreamWorld.Await(world.Listener.IOControlAsync(ScriptedWinsock.AddressListChange, default, default, cancellation.Token));
        cancellation.Cancel();
        var failure = Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(waiting));
        Assert.Equal(cancellation.Token, failure.CancellationToken);
    }

    [Fact]
    public void A_token_that_is_cancelled_already_calls_nothing()
    {
        using var world = new StreamWorld();
        Task<int> waiting = StreamWorld.Await(world.Listener.IOControlAsync(ScriptedWinsock.AddressListChange, default, default, new CancellationToken(canceled: true)));
        Assert.True(waiting.IsCanceled);
        Assert.Empty(world.Winsock.Controls);
    }

    [Fact]
    public void A_wait_whose_packet_comes_while_its_record_is_pending_begins_again()
    {
        using var world = new StreamWorld();
        Task<int> waiting = StreamWorld.Await(world.Listener.IOControlAsync(ScriptedWinsock.AddressListChange, default, default));
        Assert.True(world.Winsock.Drop());
        world.Settle();
        Assert.False(waiting.IsCompleted);
        world.Winsock.RaiseChange(ScriptedWinsock.AddressListChange);
        Assert.Equal(0, world.Finish(waiting));
    }

    [Fact]
    public void Both_buffers_are_pinned_for_the_operation_and_no_longer()
    {
        using var world = new StreamWorld();
        using var input = new CountingMemory(16);
        using var output = new CountingMemory(16);
        Task<int> waiting = StreamWorld.Await(world.Listener.IOControlAsync(ScriptedWinsock.RoutingInterfaceChange, input.Memory, output.Memory));
        Assert.Equal((1, 1), (input.Pins, output.Pins));
        world.Winsock.RaiseChange(ScriptedWinsock.RoutingInterfaceChange);
        world.Finish(waiting);
        Assert.Equal((0, 0), (input.Pins, output.Pins));
    }

    [Fact]
    public void What_is_pending_when_the_port_is_closed_is_given_up_with_its_memory()
    {
        using var world = new StreamWorld();
        using var output = new CountingMemory(16);
        Task<int> waiting = StreamWorld.Await(world.Listener.IOControlAsync(ScriptedWinsock.AddressListChange, default, output.Memory));
        int leaked = world.Loop.Slab.Leaked;
        world.Loop.Dispose();
        world.Settle();
        Assert.Throws<ObjectDisposedException>(() => world.Finish(waiting));
        Assert.InRange(world.Loop.Slab.Leaked, leaked + 1, int.MaxValue);
        Assert.Equal(1, output.Pins);
    }

    [Fact]
    public void A_disposed_socket_refuses_controls()
    {
        using var world = new StreamWorld();
        world.Listener.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.Listener.IOControl(Vendor, [], []));
        Assert.Throws<ObjectDisposedException>(() => { world.Listener.IOControlAsync(ScriptedWinsock.AddressListChange, default, default); });
    }
}
