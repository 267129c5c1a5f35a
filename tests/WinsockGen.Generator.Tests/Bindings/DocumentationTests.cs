using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>What an editor shows at the emitted names.</summary>
public sealed class DocumentationTests
{
    private static readonly Lazy<Task<UserProject>> Modern = new(() => CreateAsync(TargetPlatform.Net10));
    private static readonly Lazy<Task<UserProject>> Framework = new(() => CreateAsync(TargetPlatform.Net472));

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp14)]
    public async Task Comments_are_well_formed_and_name_what_exists(LanguageVersion language)
    {
        var project = await CreateAsync(TargetPlatform.Net10, language);

        // CS0419, CS1570 to CS1591: malformed XML, names of no parameter or type.
        Assert.DoesNotContain(project.Output.GetDiagnostics(), diagnostic =>
            diagnostic.Id == "CS0419" || diagnostic.Id.StartsWith("CS15", StringComparison.Ordinal) || diagnostic.Id.StartsWith("CS17", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_member_has_a_summary() =>
        Assert.Empty(MembersOf(await Modern.Value).Where(member => SummaryOf(member) is null or { Value.Length: < 5 }).Select(member => member.Name));

    [Fact]
    public async Task Every_function_and_struct_of_the_documentation_links_to_its_page()
    {
        var members = MembersOf(await Modern.Value).ToLookup(member => member.Name);
        var pages = WinsockCatalog.Shared.Functions.Select(row => (row.Name, row.Doc))
            .Concat(WinsockCatalog.Shared.Structs.Where(row => !row.Name.Contains('.', StringComparison.Ordinal)).Select(row => (row.Name, row.Doc)))
            .Where(row => row.Doc.Length > 0);

        Assert.All(pages, page => Assert.Equal(
            "https://learn.microsoft.com/windows/win32/api/" + page.Doc,
            SummaryOf(members[page.Name].First(member => member is not IMethodSymbol { IsExtern: false }))!.Element("see")?.Attribute("href")?.Value));
    }

    [Fact]
    public async Task A_constant_without_a_summary_of_its_own_says_what_its_group_is_and_where_that_is_written()
    {
        var members = MembersOf(await Modern.Value).OfType<IFieldSymbol>().ToDictionary(member => member.Name);

        Assert.All(WinsockCatalog.Shared.Constants.Where(row => row.Group.Length > 0 && members.ContainsKey(row.Name)), row =>
        {
            var group = WinsockCatalog.Shared.Groups.Find(row.Group)!;
            var summary = SummaryOf(members[row.Name])!;
            Assert.StartsWith(row.Summary.Length > 0 ? row.Summary : group.Summary, summary.Value, StringComparison.Ordinal);
            Assert.EndsWith(group.Doc, summary.Element("see")?.Attribute("href")?.Value ?? string.Empty, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("send", "buf", "in, len bytes")]
    [InlineData("send", "len", "bytes of buf")]
    [InlineData("recv", "buf", "out, len bytes")]
    [InlineData("getsockopt", "optval", "out, *optlen bytes")]
    [InlineData("getsockopt", "optlen", "in/out, bytes of optval")]
    [InlineData("accept", "addr", "out, *addrlen bytes, may be null")]
    [InlineData("WSASend", "lpBuffers", "in, dwBufferCount elements")]
    [InlineData("GetAddrInfoW", "pNodeName", "zero-terminated, may be null")]
    [InlineData("WSARecv", "lpCompletionRoutine", "may be null")]
    public async Task A_parameter_says_direction_unit_and_length(string function, string parameter, string text) =>
        Assert.Equal(text, Comment(await RawAsync(function)).Elements("param").Single(param => param.Attribute("name")!.Value == parameter).Value);

    [Fact]
    public async Task Every_pointer_parameter_of_a_function_is_documented()
    {
        var undocumented = MembersOf(await Modern.Value).OfType<IMethodSymbol>().Where(method => method.IsExtern)
            .SelectMany(method => method.Parameters
                .Where(parameter => parameter.Type is IPointerTypeSymbol)
                .Where(parameter => Comment(method).Elements("param").All(param => param.Attribute("name")!.Value != parameter.Name))
                .Select(parameter => $"{method.Name} {parameter.Name}"));

        Assert.Empty(undocumented);
    }

    [Theory]
    [InlineData("send", "Bytes sent, on a non-blocking stream perhaps fewer than asked for; -1 on failure")]
    [InlineData("socket", "INVALID_SOCKET on failure")]
    [InlineData("WSAStartup", "0, or the error")]
    [InlineData("AcceptEx", "0 on failure")]
    public async Task A_result_says_what_it_counts_and_how_a_failure_shows(string function, string text) =>
        Assert.Equal(text, Comment(await RawAsync(function)).Element("returns")!.Value);

    [Fact]
    public async Task Every_overload_that_throws_says_so()
    {
        var overloads = MembersOf(await Modern.Value).OfType<IMethodSymbol>()
            .Where(method => !method.IsExtern && WinsockCatalog.Shared.Functions.Find(method.Name) is { Failure.Kind: not FailureKind.None })
            .ToList();

        Assert.NotEmpty(overloads);
        Assert.All(overloads, method => Assert.Equal("T:System.Net.Sockets.SocketException", Comment(method).Element("exception")?.Attribute("cref")?.Value));
    }

    [Fact]
    public async Task An_overload_of_an_operation_says_what_its_truth_means()
    {
        var overload = MembersOf(await Modern.Value).OfType<IMethodSymbol>().Single(method => method is { Name: "AcceptEx", IsExtern: false });

        Assert.Equal("True when it is done, false when it goes on.", Comment(overload).Element("returns")!.Value);
    }

    [Fact]
    public async Task An_overload_says_the_unit_of_a_length_that_it_passes_back()
    {
        var overload = MembersOf(await Modern.Value).OfType<IMethodSymbol>().Single(method => method is { Name: "getsockname", IsExtern: false });

        Assert.Equal("bytes of name written", Comment(overload).Elements("param").Single(param => param.Attribute("name")!.Value == "namelen").Value);
    }

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net472")]
    public async Task What_only_64_bit_Windows_has_says_so_on_every_target(string platform)
    {
        var members = MembersOf(await (platform == "net472" ? Framework : Modern).Value).OfType<IMethodSymbol>().Where(method => method.IsExtern).ToDictionary(method => method.Name);

        Assert.All(WinsockCatalog.Shared.Functions.Where(row => row.Bits == 64), row =>
            Assert.Contains("64-bit Windows only.", SummaryOf(members[row.Name])!.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("net10.0", "ProcessSocketNotifications", "Needs Windows 10.0.20348.")]
    [InlineData("net472", "ProcessSocketNotifications", "Needs Windows 10.0.20348.")]
    [InlineData("net472", "GetHostNameW", "Needs Windows 8.")]
    public async Task What_needs_a_later_Windows_says_so_on_every_target(string platform, string function, string note)
    {
        var members = MembersOf(await (platform == "net472" ? Framework : Modern).Value);

        Assert.All(members.Where(member => member.Name == function), member => Assert.Contains(note, SummaryOf(member)!.Value, StringComparison.Ordinal));
    }

    private static async Task<IMethodSymbol> RawAsync(string function) =>
        MembersOf(await Modern.Value).OfType<IMethodSymbol>().Single(method => method.IsExtern && method.Name == function);

    private static XElement? SummaryOf(ISymbol member) => Comment(member).Element("summary");

    private static XElement Comment(ISymbol member)
    {
        var comment = Own(member);
        // What an editor does for inheritdoc.
        return comment.Element("inheritdoc")?.Attribute("cref")?.Value is { } cref
            ? Own(DocumentationCommentId.GetFirstSymbolForDeclarationId(cref, Modern.Value.Result.Output)!)
            : comment;
    }

    private static XElement Own(ISymbol member) => member.GetDocumentationCommentXml() is { Length: > 0 } xml ? XElement.Parse(xml) : new XElement("member");

    private static IEnumerable<ISymbol> MembersOf(UserProject project) => project.Output.GetTypeByMetadataName("Acme.Ws2")!.GetMembers()
        .Where(member => member.DeclaredAccessibility == Accessibility.Public && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.StaticConstructor });

    private static Task<UserProject> CreateAsync(TargetPlatform platform, LanguageVersion language = LanguageVersion.CSharp14) => UserProject.CreateAsync(
        """
        namespace Acme
        {
            /// <summary>All of Winsock.</summary>
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.All)]
            public static unsafe partial class Ws2 { }
        }
        """,
        platform,
        language);
}
