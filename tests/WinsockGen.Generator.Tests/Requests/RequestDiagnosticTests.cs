using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>What the analyzer says about a request, and where.</summary>
public sealed class RequestDiagnosticTests
{
    [Fact]
    public async Task A_good_request_is_not_complained_of()
    {
        var project = await UserProject.CreateAsync(
            """
            using WinsockGen;
            [WinsockBindings(WinsockApi.Sockets, Include = "WSARecvMsg, SIO_*, sockaddr_un", Exclude = "WSAE*")]
            internal static unsafe partial class Ws2;
            """);

        Assert.Empty(await project.AnalyzeAsync());
    }

    [Theory]
    [InlineData("\"WSARecvMsgg\"")]
    [InlineData("\"send, WSARecvMsgg, recv\"")]
    [InlineData("@\"send,WSARecvMsgg\"")]
    [InlineData("\"\"\"send WSARecvMsgg\"\"\"")]
    public async Task An_unknown_name_is_reported_at_the_word(string list)
    {
        var project = await UserProject.CreateAsync(Request($"Include = {list}"));

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal("WSG0001", diagnostic.Id);
        Assert.Equal("WSARecvMsgg", TextAt(diagnostic));
        Assert.Equal("Winsock has no 'WSARecvMsgg'; did you mean 'WSARecvMsg'?", diagnostic.GetMessage());
    }

    [Fact]
    public async Task An_unknown_name_to_leave_out_is_reported_too()
    {
        var project = await UserProject.CreateAsync(Request("Include = \"recv\", Exclude = \"sendd\""));

        var diagnostic = Assert.Single(await project.AnalyzeAsync(), diagnostic => diagnostic.Id == "WSG0001");
        Assert.Equal("sendd", TextAt(diagnostic));
    }

    [Fact]
    public async Task An_unknown_name_in_a_constant_is_reported_at_the_expression()
    {
        var project = await UserProject.CreateAsync(
            """
            using WinsockGen;
            [WinsockBindings(WinsockApi.None, Include = Names.Mine)]
            internal static unsafe partial class Ws2;
            internal static class Names { public const string Mine = "send," + "nonsense_of_mine"; }
            """);

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal(("WSG0001", "Names.Mine"), (diagnostic.Id, TextAt(diagnostic)));
    }

    [Fact]
    public async Task A_name_in_the_wrong_case_is_answered_with_the_right_one()
    {
        var project = await UserProject.CreateAsync(Request("Include = \"wsasendto\""));

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.StartsWith("Winsock has no 'wsasendto'; did you mean 'WSASendTo'", diagnostic.GetMessage(), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_suggested_for_a_word_that_resembles_nothing()
    {
        var project = await UserProject.CreateAsync(Request("Include = \"CompletelyUnrelatedWord\""));

        Assert.Equal("Winsock has no 'CompletelyUnrelatedWord'", Assert.Single(await project.AnalyzeAsync()).GetMessage());
    }

    [Fact]
    public async Task A_pattern_that_matches_nothing_is_a_warning_at_the_pattern()
    {
        var project = await UserProject.CreateAsync(Request("Include = \"SIO_*, SOI_*\""));

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal(("WSG0002", "SOI_*", DiagnosticSeverity.Warning), (diagnostic.Id, TextAt(diagnostic), diagnostic.Severity));
    }

    [Theory]
    [InlineData("static unsafe class Ws2", "add 'partial' to its declaration")]
    [InlineData("static partial class Ws2", "add 'unsafe' to its declaration")]
    [InlineData("unsafe partial class Ws2", "add 'static' to its declaration")]
    [InlineData("class Ws2", "add 'static unsafe partial' to its declaration")]
    [InlineData("static unsafe partial class Ws2<T>", "neither it nor a type around it may be generic")]
    [InlineData("file static unsafe partial class Ws2", "it must not be local to its file")]
    public async Task A_class_that_cannot_receive_bindings_is_reported_at_its_name(string declaration, string problem)
    {
        var project = await UserProject.CreateAsync($"[WinsockGen.WinsockBindings] {declaration} {{ }}");

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal(("WSG0003", "Ws2"), (diagnostic.Id, TextAt(diagnostic)));
        Assert.Equal($"'Ws2' cannot receive bindings: {problem}", diagnostic.GetMessage());
    }

    [Fact]
    public async Task A_class_inside_one_that_is_not_partial_is_reported()
    {
        var project = await UserProject.CreateAsync(
            "class Outer { [WinsockGen.WinsockBindings] static unsafe partial class Ws2 { } }");

        Assert.Equal("'Ws2' cannot receive bindings: 'Outer' around it must be partial", Assert.Single(await project.AnalyzeAsync()).GetMessage());
    }

    [Fact]
    public async Task A_project_without_unsafe_code_is_told_so_at_the_attribute()
    {
        var project = await UserProject.CreateAsync("[WinsockGen.WinsockBindings] static partial class Ws2 { }", allowUnsafe: false);

        var diagnostic = Assert.Single(await project.AnalyzeAsync(), diagnostic => diagnostic.Id == "WSG0004");
        Assert.Equal("WinsockGen.WinsockBindings", TextAt(diagnostic));
    }

    [Fact]
    public async Task Where_the_compiler_stops_at_unsafe_the_generator_says_what_the_project_lacks()
    {
        var project = await UserProject.CreateAsync(Request("Include = \"send\""), allowUnsafe: false);

        var diagnostic = Assert.Single(project.Result.Diagnostics);
        Assert.Equal(("WSG0004", "User.cs", 1), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path, diagnostic.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Empty(await project.AnalyzeAsync());
        Assert.Equal(["CS0227", "WSG0004"], project.Complaints.Select(complaint => complaint.Id).Order());
    }

    [Fact]
    public async Task A_project_with_an_old_language_is_told_which_it_uses()
    {
        var project = await UserProject.CreateAsync(Request("Include = \"send\""), TargetPlatform.NetStandard20, LanguageVersion.CSharp7_3);

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal("WSG0005", diagnostic.Id);
        Assert.Contains("this project uses C# 7.3", diagnostic.GetMessage(), System.StringComparison.Ordinal);
    }

    public static TheoryData<string, LanguageVersion, bool> RequestsThatCannotBeMet() => new()
    {
        { "[WinsockGen.WinsockBindings] static class Ws2 { }", LanguageVersion.CSharp14, true },
        { "[WinsockGen.WinsockBindings] static partial class Ws2 { }", LanguageVersion.CSharp14, false },
        { "[WinsockGen.WinsockBindings] static partial class Ws2 { }", LanguageVersion.CSharp7_3, true },
        { "[WinsockGen.WinsockBindings] static partial class Ws2<T> { }", LanguageVersion.CSharp14, true },
        { "class Outer { [WinsockGen.WinsockBindings] static partial class Ws2 { } }", LanguageVersion.CSharp14, true },
    };

    [Theory]
    [MemberData(nameof(RequestsThatCannotBeMet))]
    public async Task A_request_that_cannot_be_met_causes_no_other_error(string source, LanguageVersion language, bool allowUnsafe)
    {
        var project = await UserProject.CreateAsync(source, TargetPlatform.NetStandard20, language, allowUnsafe);

        Assert.Empty(project.Complaints);
        Assert.Empty(project.Bindings);
        Assert.NotEmpty(await project.AnalyzeAsync());
    }

    [Fact]
    public async Task What_can_be_met_of_a_request_with_an_unknown_name_is_emitted()
    {
        var project = await UserProject.CreateAsync(Request("Include = \"send, nonsense_of_mine\""));

        Assert.Contains(" send(nuint s", project.Bindings["Ws2.Functions.g.cs"], System.StringComparison.Ordinal);
        Assert.Empty(project.Complaints);
    }

    [Fact]
    public async Task A_pragma_silences_a_diagnostic()
    {
        var project = await UserProject.CreateAsync(
            """
            using WinsockGen;
            #pragma warning disable WSG0002
            [WinsockBindings(Include = "SOI_*")]
            #pragma warning restore WSG0002
            internal static unsafe partial class Ws2;
            """);

        Assert.Empty((await project.AnalyzeAsync()).Where(diagnostic => !diagnostic.IsSuppressed));
    }

    private static string Request(string arguments) => $$"""
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, {{arguments}})]
        internal static unsafe partial class Ws2 { }
        """;

    private static string TextAt(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
