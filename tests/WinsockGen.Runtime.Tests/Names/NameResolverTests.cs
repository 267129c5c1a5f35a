using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Names;

public sealed class NameResolverTests
{
    private static readonly IPEndPoint First = new(IPAddress.Parse("2001:db8::1"), 0);
    private static readonly IPEndPoint Second = new(IPAddress.Parse("192.0.2.1"), 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_name_has_its_addresses_in_the_order_of_the_name_space(bool atOnce)
    {
        using StreamWorld world = CreateWorld();
        world.Winsock.CompletesAtOnce = atOnce;
        ImmutableArray<NameEntry> entries = world.Finish(Resolve(world, "host", "80"));
        Assert.Equal([new IPEndPoint(First.Address, 80), new IPEndPoint(Second.Address, 80)], entries.Select(entry => entry.Address.ToEndPoint()));
        Assert.Equal([AddressFamily.InterNetworkV6, AddressFamily.InterNetwork], entries.Select(entry => entry.AddressFamily));
    }

    [Fact]
    public void An_answer_that_comes_before_the_call_has_returned_is_the_answer()
    {
        using StreamWorld world = CreateWorld();
        world.Winsock.BeforeReturn = _ => world.Winsock.Answer();
        Assert.Equal(2, world.Finish(Resolve(world, "host")).Length);
    }

    [Theory]
    [InlineData("nobody", null, SocketError.HostNotFound)]
    [InlineData("host", "no service", SocketError.TypeNotFound)]
    [InlineData("ipv6-only", null, SocketError.NoData)]
    public void A_name_that_is_not_found_fails_with_the_code_of_the_name_space(string host, string? service, SocketError expected)
    {
        using StreamWorld world = CreateWorld();
        world.Winsock.Names["ipv6-only"] = [new ScriptedName(First)];
        var query = new NameQuery { Loop = world.Loop, AddressFamily = AddressFamily.InterNetwork };
        var failure = Assert.Throws<SocketException>(() => world.Finish(NameResolver.ResolveAsync(host, service, query)));
        Assert.Equal(expected, failure.SocketErrorCode);
    }

    [Theory]
    [InlineData(11002, SocketError.TryAgain)]
    [InlineData(11003, SocketError.NoRecovery)]
    [InlineData(8, SocketError.NoBufferSpaceAvailable)]
    public void A_query_that_is_refused_at_once_fails_with_its_code(int error, SocketError expected)
    {
        using StreamWorld world = CreateWorld();
        world.Winsock.FailNext(nameof(Ws2.GetAddrInfoExW), error);
        var failure = Assert.Throws<SocketException>(() => world.Finish(Resolve(world, "host")));
        Assert.Equal(expected, failure.SocketErrorCode);
    }

    [Theory]
    [InlineData("192.0.2.7", "80")]
    [InlineData("::1", null)]
    [InlineData("fe80::1%3", "65535")]
    public void Numbers_need_no_name_space(string host, string? service)
    {
        using StreamWorld world = CreateWorld();
        SocketOperation<ImmutableArray<NameEntry>> operation = Resolve(world, host, service);
        Assert.True(operation.IsCompleted);
        NameEntry entry = Assert.Single(world.Finish(operation));
        Assert.Equal(new IPEndPoint(IPAddress.Parse(host), int.Parse(service ?? "0")), entry.Address.ToEndPoint());
        Assert.Empty(world.Winsock.Queries);
    }

    [Theory]
    [InlineData("[::1]", null, NameSpaceId.All, NameOptions.None)]
    [InlineData("::1", "http", NameSpaceId.All, NameOptions.None)]
    [InlineData("::1", null, NameSpaceId.NetworkLocation, NameOptions.None)]
    [InlineData("::1", null, NameSpaceId.All, NameOptions.CanonicalName)]
    public void What_is_more_than_numbers_goes_to_the_name_space(string host, string? service, NameSpaceId nameSpace, NameOptions options)
    {
        using StreamWorld world = CreateWorld();
        var query = new NameQuery { Loop = world.Loop, NameSpace = nameSpace, Options = options };
        Assert.Throws<SocketException>(() => world.Finish(NameResolver.ResolveAsync(host, service, query)));
        Assert.Equal(nameSpace, Assert.Single(world.Winsock.Queries).NameSpace);
    }

    [Fact]
    public void An_international_name_reaches_Windows_as_it_is()
    {
        using StreamWorld world = CreateWorld();
        world.Winsock.Names["пример.испытание"] = [new ScriptedName(Second)];
        Assert.Single(world.Finish(Resolve(world, "пример.испытание")));
    }

    [Fact]
    public void A_name_with_a_zero_in_it_is_refused()
    {
        using StreamWorld world = CreateWorld();
        Assert.Throws<ArgumentException>(() => { Resolve(world, "host\0.example"); });
        Assert.Throws<ArgumentException>(() => { Resolve(world, "host", "8\00"); });
    }

    [Fact]
    public void Raw_records_and_the_provider_come_as_the_name_space_gives_them()
    {
        using StreamWorld world = CreateWorld();
        var provider = Guid.NewGuid();
        world.Winsock.Names["device"] = [new ScriptedName(null) { Blob = [1, 2, 3], ProviderId = provider, CanonicalName = "a device" }];
        var query = new NameQuery { Loop = world.Loop, NameSpace = NameSpaceId.Bluetooth };
        NameEntry entry = Assert.Single(world.Finish(NameResolver.ResolveAsync("device", null, query)));
        Assert.Equal([1, 2, 3], entry.Blob.ToArray());
        Assert.Equal(provider, entry.ProviderId);
        Assert.True(entry.Address.Bytes.IsEmpty);
        Assert.Equal("a device", entry.ToString());
    }

    [Fact]
    public void What_only_longer_structures_have_is_asked_for_with_the_shortest_of_them()
    {
        using StreamWorld world = CreateWorld();
        const NameOptions names = NameOptions.CanonicalName | NameOptions.FullyQualifiedName;
        var expected = new Dictionary<NameQuery, int>
        {
            [new NameQuery { Loop = world.Loop }] = 0,
            [new NameQuery { Loop = world.Loop, Options = NameOptions.FullyQualifiedName }] = 0,
            [new NameQuery { Loop = world.Loop, Options = names }] = 2,
            [new NameQuery { Loop = world.Loop, InterfaceIndex = 7 }] = 3,
            [new NameQuery { Loop = world.Loop, Options = names | NameOptions.TimeToLive }] = 5,
            [new NameQuery { Loop = world.Loop, Options = NameOptions.TimeToLive | NameOptions.Response }] = 6,
        };
        foreach (NameQuery query in expected.Keys)
            world.Finish(NameResolver.ResolveAsync("host", null, query));
        Assert.Equal(expected.Values, world.Winsock.Queries.Select(query => query.Version));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Names_and_life_times_are_read_only_where_the_result_says_that_it_has_them(bool isLong)
    {
        using StreamWorld world = CreateWorld();
        world.Winsock.KnowsLongNames = isLong;
        world.Winsock.Names["www"] =
        [
            new ScriptedName(First) { CanonicalName = "web.example", FullyQualifiedName = "www.example", TimeToLive = 60, Response = NameResponse.HostFile },
        ];
        var query = new NameQuery
        {
            Loop = world.Loop,
            Options = NameOptions.CanonicalName | NameOptions.FullyQualifiedName | NameOptions.TimeToLive | NameOptions.Response,
        };
        NameEntry entry = Assert.Single(world.Finish(NameResolver.ResolveAsync("www", null, query)));
        Assert.Equal("web.example", entry.CanonicalName);
        Assert.Equal(isLong ? "www.example" : null, entry.FullyQualifiedName);
        Assert.Equal(isLong ? TimeSpan.FromMinutes(1) : null, entry.TimeToLive);
        Assert.Equal(isLong ? NameResponse.HostFile : null, entry.Response);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cancelled_query_ends_at_once_whether_its_provider_can_stop_or_not(bool stops)
    {
        using StreamWorld world = CreateWorld();
        world.Winsock.NameProvidersStop = stops;
        world.Winsock.NameProvidersAnswer = false;
        using var cancellation = new CancellationTokenSource();
        Task<ImmutableArray<NameEntry>> resolving = ScriptedWorld.Await(Resolve(world, "host", null, cancellation.Token));
        cancellation.Cancel();
        var failure = Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(resolving));
        Assert.Equal(cancellation.Token, failure.CancellationToken);
        Assert.Equal(stops ? 0 : 1, world.Winsock.PendingQueries);
        world.Winsock.NameProvidersAnswer = true;
    }

    [Fact]
    public void The_late_answer_to_a_cancelled_query_is_freed_and_hits_nobody()
    {
        using StreamWorld world = CreateWorld();
        world.Winsock.NameProvidersAnswer = false;
        using var cancellation = new CancellationTokenSource();
        Task<ImmutableArray<NameEntry>> given = ScriptedWorld.Await(Resolve(world, "host", null, cancellation.Token));
        cancellation.Cancel();
        Task<ImmutableArray<NameEntry>> next = ScriptedWorld.Await(Resolve(world, "host"));
        world.Settle();
        Assert.True(given.IsCanceled);
        Assert.False(next.IsCompleted);
        world.Winsock.NameProvidersAnswer = true;
        Assert.Equal(2, world.Finish(next).Length);
        Assert.Equal(0, world.Winsock.OpenNameResults);
    }

    [Fact]
    public void An_answer_that_comes_while_the_canceller_is_inside_comes_too_late()
    {
        using StreamWorld world = CreateWorld();
        world.Winsock.NameProvidersAnswer = true;
        using var cancellation = new CancellationTokenSource();
        world.Winsock.BeforeReturn = function =>
        {
            if (function == nameof(Ws2.GetAddrInfoExCancel))
                world.Winsock.Answer();
        };
        Task<ImmutableArray<NameEntry>> resolving = ScriptedWorld.Await(Resolve(world, "host", null, cancellation.Token));
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(resolving));
    }

    [Fact]
    public void A_query_that_is_answered_before_it_is_cancelled_has_succeeded()
    {
        using StreamWorld world = CreateWorld();
        using var cancellation = new CancellationTokenSource();
        Task<ImmutableArray<NameEntry>> resolving = ScriptedWorld.Await(Resolve(world, "host", null, cancellation.Token));
        world.Winsock.Answer();
        cancellation.Cancel();
        Assert.Equal(2, world.Finish(resolving).Length);
        Assert.False(world.Winsock.CallCounts.ContainsKey(nameof(Ws2.GetAddrInfoExCancel)));
    }

    [Fact]
    public void A_token_that_is_cancelled_already_asks_nobody()
    {
        using StreamWorld world = CreateWorld();
        Assert.ThrowsAny<OperationCanceledException>(() => world.Finish(Resolve(world, "host", null, new CancellationToken(canceled: true))));
        Assert.Empty(world.Winsock.Queries);
    }

    [Fact]
    public void A_query_outlives_its_loop()
    {
        StreamWorld world = CreateWorld();
        world.Winsock.NameProvidersAnswer = false;
        Task<ImmutableArray<NameEntry>> resolving = ScriptedWorld.Await(Resolve(world, "host"));
        world.Listener.Dispose();
        world.Settle();
        world.Loop.Dispose();
        world.Settle();
        Assert.False(resolving.IsCompleted);
        world.Winsock.NameProvidersAnswer = true;
        Assert.Equal(2, world.Finish(resolving).Length);
        Assert.Throws<ObjectDisposedException>(() => { Resolve(world, "host"); });
        world.Dispose();
    }

    private static StreamWorld CreateWorld()
    {
        var world = new StreamWorld();
        world.Winsock.Names["host"] = [new ScriptedName(First), new ScriptedName(Second)];
        return world;
    }

    private static SocketOperation<ImmutableArray<NameEntry>> Resolve(StreamWorld world, string host, string? service = null, CancellationToken cancellationToken = default) =>
        NameResolver.ResolveAsync(host, service, new NameQuery { Loop = world.Loop }, cancellationToken);
}
