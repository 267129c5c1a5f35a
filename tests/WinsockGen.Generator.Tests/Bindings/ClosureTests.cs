using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>A request gets what it asks for, what that needs, and nothing else.</summary>
public sealed class ClosureTests
{
    [Fact]
    public async Task A_function_brings_the_types_of_its_signature_along() =>
        await AssertMembersAsync(
            "Include = \"WSASend\", Overloads = false",
            "OVERLAPPED", "WSABUF", "WSASend");

    [Fact]
    public async Task A_constant_comes_alone() =>
        await AssertMembersAsync("Include = \"SIO_TCP_INFO\"", "SIO_TCP_INFO");

    [Fact]
    public async Task A_struct_brings_the_types_of_its_fields_along() =>
        await AssertMembersAsync("Include = \"SOCKADDR_IN6\"", "IN6_ADDR", "SCOPE_ID", "SOCKADDR_IN6");

    [Fact]
    public async Task A_struct_can_be_asked_for_by_another_name_of_the_headers() =>
        await AssertMembersAsync("Include = \"sockaddr_in\"", "IN_ADDR", "SOCKADDR_IN");

    [Fact]
    public async Task An_extension_function_brings_what_fetches_it_along() =>
        await AssertMembersAsync(
            "Include = \"WSARecvMsg\", Overloads = false",
            "ExtensionFunctions", "OVERLAPPED", "SIO_GET_EXTENSION_FUNCTION_POINTER", "SOCKADDR", "SOL_SOCKET", "SO_PROTOCOL_INFOW",
            "WSABUF", "WSAID_WSARECVMSG", "WSAIoctl", "WSAMSG", "WSAPROTOCOLCHAIN", "WSAPROTOCOL_INFOW", "getsockopt");

    [Fact]
    public async Task A_pattern_asks_for_all_names_that_match_it()
    {
        var project = await UserProject.CreateAsync(Request("Include = \"SIO_*\""));

        var expected = WinsockCatalog.Shared.Constants.Select(row => row.Name).Where(name => name.StartsWith("SIO_", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, MembersOf(project));
    }

    [Fact]
    public async Task An_area_asks_for_all_that_lies_in_it()
    {
        var project = await UserProject.CreateAsync(Request("WinsockApi.CompletionPorts", string.Empty));

        var members = MembersOf(project).ToHashSet();
        Assert.All(
            WinsockCatalog.Shared.Functions.Where(row => row.Area.Name == "CompletionPorts"),
            row => Assert.Contains(row.Name, members));
        Assert.DoesNotContain("send", members);
    }

    [Fact]
    public async Task What_is_excluded_is_left_out() =>
        await AssertMembersAsync("Include = \"SIO_TCP_INFO, SIO_RCVALL, SIO_RCVALL_IF\", Exclude = \"*_IF, SIO_RCVALL\"", "SIO_TCP_INFO");

    [Fact]
    public async Task What_is_excluded_stays_where_something_needs_it() =>
        await AssertMembersAsync("Include = \"bind\", Exclude = \"SOCKADDR\", Overloads = false", "SOCKADDR", "bind");

    [Fact]
    public async Task Without_overloads_there_is_no_file_of_overloads()
    {
        var project = await UserProject.CreateAsync(Request("Include = \"send\", Overloads = false"));

        Assert.Equal(["Ws2.Functions.g.cs"], project.Bindings.Keys);
    }

    [Fact]
    public async Task An_empty_request_emits_nothing()
    {
        var project = await UserProject.CreateAsync(Request("Include = \"\""));

        Assert.Empty(project.Bindings);
        Assert.Empty(project.Complaints);
    }

    [Fact]
    public async Task Every_name_of_the_catalog_compiles_by_itself()
    {
        var catalog = WinsockCatalog.Shared;
        var source = new StringBuilder("using WinsockGen;\n");
        var names = NamesOf(catalog.Functions).Concat(NamesOf(catalog.Extensions)).Concat(NamesOf(catalog.Callbacks))
            .Concat(NamesOf(catalog.Structs)).Concat(NamesOf(catalog.Helpers)).Distinct().ToList();
        for (var i = 0; i < names.Count; i++)
        {
            source.Append("[WinsockBindings(WinsockApi.None, Include = \"").Append(names[i]).Append("\")] static unsafe partial class C").Append(i).Append(" { }\n");
        }

        var project = await UserProject.CreateAsync(source.ToString());

        Assert.Empty(project.Complaints);
    }

    private static IEnumerable<string> NamesOf<T>(CatalogTable<T> table)
        where T : class => Enumerable.Range(0, table.Count).Select(table.NameAt).Where(name => !name.Contains('.', StringComparison.Ordinal));

    private static async Task AssertMembersAsync(string arguments, params string[] expected)
    {
        var project = await UserProject.CreateAsync(Request(arguments));

        Assert.Empty(project.Complaints);
        Assert.Equal(expected, MembersOf(project));
    }

    private static IEnumerable<string> MembersOf(UserProject project) => project.Output.GetTypeByMetadataName("Ws2")!.GetMembers()
        .Where(member => member.DeclaredAccessibility == Accessibility.Public && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet })
        .Select(member => member.Name)
        .Distinct()
        .OrderBy(name => name, StringComparer.Ordinal);

    private static string Request(string arguments) => Request("WinsockApi.None", ", " + arguments);

    private static string Request(string areas, string arguments) => $$"""
        using WinsockGen;
        [WinsockBindings({{areas}}{{arguments}})]
        internal static unsafe partial class Ws2 { }
        """;
}
