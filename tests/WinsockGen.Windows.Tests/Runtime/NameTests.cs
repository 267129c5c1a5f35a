using System;
using System.Collections.Immutable;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed class NameTests
{
    [WinsockFact]
    public async Task Localhost_is_a_loopback_address_with_the_port_that_was_asked_for()
    {
        ImmutableArray<NameEntry> entries = await ResolveAsync("localhost", "7007", new NameQuery { SocketType = SocketType.Stream, ProtocolType = ProtocolType.Tcp });
        Assert.NotEmpty(entries);
        Assert.All(entries, entry =>
        {
            var endPoint = Assert.IsType<IPEndPoint>(entry.Address.ToEndPoint());
            Assert.True(IPAddress.IsLoopback(endPoint.Address));
            Assert.Equal((7007, entry.AddressFamily), (endPoint.Port, endPoint.AddressFamily));
        });
    }

    [WinsockFact]
    public async Task A_service_has_its_port()
    {
        NameEntry entry = (await ResolveAsync("127.0.0.1", "http", new NameQuery { SocketType = SocketType.Stream }))[0];
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 80), entry.Address.ToEndPoint());
    }

    [WinsockFact]
    public async Task A_name_that_nobody_has_is_not_found()
    {
        var failure = await Assert.ThrowsAsync<SocketException>(() => ResolveAsync("nobody.invalid"));
        Assert.Contains(failure.SocketErrorCode, new[] { SocketError.HostNotFound, SocketError.NoData, SocketError.TryAgain });
    }

    [WinsockFact]
    public async Task What_only_long_results_have_is_there_or_null()
    {
        var query = new NameQuery { Options = NameOptions.CanonicalName | NameOptions.FullyQualifiedName | NameOptions.TimeToLive };
        try
        {
            Assert.NotEmpty(await ResolveAsync("localhost", null, query));
        }
        catch (SocketException failure)
        {
            // A Winsock may know no longer structures, or not these bits.
            Assert.Contains(failure.SocketErrorCode, new[] { SocketError.InvalidArgument, SocketError.OperationNotSupported });
        }
    }

    [WinsockFact]
    public async Task Queries_that_are_cancelled_at_any_moment_end_and_are_abandoned_in_peace()
    {
        for (int i = 0; i < 200; i++)
        {
            using var cancellation = new CancellationTokenSource();
            Task<ImmutableArray<NameEntry>> resolving = ResolveAsync(i % 2 == 0 ? "localhost" : "nobody.invalid", cancellationToken: cancellation.Token);
            if (i % 3 == 0)
                await Task.Yield();
            cancellation.Cancel();
            await resolving.ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(Loopback.Patience);
            Assert.True(resolving.IsCanceled || resolving.IsCompletedSuccessfully || resolving.Exception!.InnerException is SocketException);
        }

        // Those that were abandoned have not hurt anybody.
        Assert.NotEmpty(await ResolveAsync("localhost"));
    }

    [WinsockFact]
    public async Task A_connect_to_a_name_reaches_the_family_that_listens()
    {
        using StreamListener listener = Loopback.Listen();
        using StreamSocket client = await StreamSocket.ConnectAsync("localhost", ((IPEndPoint)listener.LocalEndPoint).Port)
            .WithTimeout(Loopback.Patience);
        using StreamSocket server = await listener.AcceptAsync().WithTimeout(Loopback.Patience);
        await AssertConnectedAsync(client, server);
    }

    [WinsockFact]
    public async Task When_nobody_listens_at_any_address_the_connect_to_the_name_is_refused()
    {
        using StreamListener listener = Loopback.Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint).Port;
        listener.Dispose();
        var failure = await Assert.ThrowsAsync<SocketException>(async () => await StreamSocket.ConnectAsync("localhost", port).WithTimeout(Loopback.Patience));
        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
    }

    [WinsockFact(Requires = WinsockFeature.IPv6)]
    public async Task Windows_connects_by_name()
    {
        // By an address of version 6: Wine 8 does not look names up as IPv4-mapped ones for a socket of both versions.
        using StreamListener listener = StreamListener.Listen(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        string port = ((IPEndPoint)listener.LocalEndPoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using StreamSocket client = await StreamSocket.ConnectByNameAsync("::1", port, Loopback.Patience);
        using StreamSocket server = await listener.AcceptAsync().WithTimeout(Loopback.Patience);
        await AssertConnectedAsync(client, server);
    }

    [WinsockFact(Requires = WinsockFeature.ConnectByList)]
    public async Task Windows_connects_by_list()
    {
        using StreamListener listener = Loopback.Listen();
        using StreamSocket client = await StreamSocket.ConnectByListAsync([listener.LocalEndPoint], Loopback.Patience);
        using StreamSocket server = await listener.AcceptAsync().WithTimeout(Loopback.Patience);
        await AssertConnectedAsync(client, server);
    }

    [WinsockFact]
    public async Task An_entry_of_the_catalog_listens_and_connects()
    {
        ProtocolEntry tcp = ProtocolCatalog.GetProtocols().First(protocol =>
            protocol is { AddressFamily: AddressFamily.InterNetwork, SocketType: SocketType.Stream, IsBaseProvider: true });
        using StreamListener listener = tcp.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        using StreamSocket client = await tcp.OpenStream(listener.LocalEndPoint).WithTimeout(Loopback.Patience);
        using StreamSocket server = await listener.AcceptAsync().WithTimeout(Loopback.Patience);
        await AssertConnectedAsync(client, server);
    }

    [WinsockFact(Requires = WinsockFeature.UnixSockets)]
    public async Task A_Unix_socket_listens_and_connects()
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.socket");
        try
        {
            using StreamListener listener = StreamListener.Listen(new UnixDomainSocketEndPoint(path));
            using StreamSocket client = await StreamSocket.ConnectAsync(new UnixDomainSocketEndPoint(path)).WithTimeout(Loopback.Patience);
            using StreamSocket server = await listener.AcceptAsync().WithTimeout(Loopback.Patience);
            await AssertConnectedAsync(client, server);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    private static Task<ImmutableArray<NameEntry>> ResolveAsync(string host, string? service = null, NameQuery? query = null, CancellationToken cancellationToken = default) =>
        NameResolver.ResolveAsync(host, service, query, cancellationToken).AsValueTask().AsTask();

    /// <summary>Bytes go both ways, and an end of the stream, which needs the context that connecting by name leaves to the caller.</summary>
    private static async Task AssertConnectedAsync(StreamSocket client, StreamSocket server)
    {
        var buffer = new byte[8];
        await client.SendAsync(new byte[3]);
        Assert.Equal(3, await server.ReceiveAsync(buffer).WithTimeout(Loopback.Patience));
        await server.SendAsync(new byte[2]);
        Assert.Equal(2, await client.ReceiveAsync(buffer).WithTimeout(Loopback.Patience));
        client.ShutdownSend();
        Assert.Equal(0, await server.ReceiveAsync(buffer).WithTimeout(Loopback.Patience));
    }
}
