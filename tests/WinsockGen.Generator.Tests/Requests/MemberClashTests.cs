using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>A member of the user's that is generated too is told where it stands (WSG0010), not in the generated file alone.</summary>
public sealed class MemberClashTests
{
    [Theory]
    [InlineData("AF_INET", "const int AF_INET = 2;", "rename or remove this one, or add 'AF_INET' to Exclude")]
    [InlineData("closesocket", "[System.Runtime.InteropServices.DllImport(\"ws2_32\")] static extern int closesocket(nuint s);", "rename or remove this one, or add 'closesocket' to Exclude")]
    [InlineData("closesocket", "static int closesocket(System.UIntPtr s) => 0;", "rename or remove this one, or add 'closesocket' to Exclude")]
    [InlineData("send", "static int send(nuint s, byte* buf, int len, int flags) => 0;", "rename or remove this one, or add 'send' to Exclude")]
    [InlineData("send", "static int send(System.Runtime.InteropServices.SafeHandle s, System.ReadOnlySpan<byte> buf, int flags) => 0;", "rename or remove this one, or add 'send' to Exclude")]
    [InlineData("SOCKADDR", "struct SOCKADDR { }", "rename or remove this one")] // bind needs it.
    [InlineData("htons", "static int htons;", "rename or remove this one, or add 'htons' to Exclude")]
    [InlineData("SocketFailure", "static int SocketFailure;", "rename or remove this one")]
    public async Task A_member_that_is_generated_too_is_reported_at_its_name(string name, string member, string advice)
    {
        var project = await ProjectAsync("Ws2", member);

        var diagnostic = Assert.Single(project.Result.Diagnostics);
        Assert.Equal(("WSG0010", $"'{name}' is generated into 'Ws2' too: {advice}"), (diagnostic.Id, diagnostic.GetMessage()));
        var text = await project.Source.SyntaxTrees[0].GetTextAsync();
        Assert.Equal(name, text.ToString(diagnostic.Location.SourceSpan));
        Assert.Contains(project.Complaints, complaint => complaint.Id.StartsWith("CS01", System.StringComparison.Ordinal) || complaint.Id is "CS0542" or "CS0121" or "CS0757");
    }

    [Fact]
    public async Task A_class_with_the_name_of_a_member_is_reported()
    {
        var diagnostic = Assert.Single((await ProjectAsync("AF_INET", "")).Result.Diagnostics);

        Assert.Equal("'AF_INET' is generated into 'AF_INET' too: a class can have no member of its own name; rename it, or add 'AF_INET' to Exclude", diagnostic.GetMessage());
    }

    [Theory]
    [InlineData("Ws2", "static int send(nuint s, System.ArraySegment<byte> data) => 0;")] // Another overload.
    [InlineData("Ws2", "static int send<T>(nuint s, byte* buf, int len, int flags) => 0;")]
    [InlineData("Ws2", "const int AF_INET6 = 23;")] // Not asked for.
    [InlineData("Ws2", "const int MyOwn = 2; static void Helper() { }")]
    [InlineData("Ws2", "class Inner { const int AF_INET = 2; }")]
    [InlineData("AF_INET6", "")]
    public async Task What_C_sharp_allows_is_not(string name, string member)
    {
        var project = await ProjectAsync(name, member);

        Assert.Empty(project.Result.Diagnostics);
        Assert.DoesNotContain(project.Complaints, complaint => complaint.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("WinsockApi.Sockets")] // Which leaves the ANSI variants to the user.
    [InlineData("WinsockApi.Sockets, Include = \"WSAPROTOCOL_INFOA\"", "'WSAPROTOCOL_INFOA' is generated into 'Ws2' too: rename or remove this one, or add 'WSAPROTOCOL_INFOA' to Exclude")]
    [InlineData("WinsockApi.Sockets, Include = \"WSASocketA\"", "'WSAPROTOCOL_INFOA' is generated into 'Ws2' too: rename or remove this one")] // WSASocketA needs it.
    public async Task An_ANSI_variant_clashes_where_more_than_its_area_is_asked_for(string arguments, params string[] messages)
    {
        var project = await UserProject.CreateAsync(
            $"using WinsockGen; [WinsockBindings({arguments})] internal static unsafe partial class Ws2 {{ internal struct WSAPROTOCOL_INFOA {{ }} }}");

        Assert.Equal(messages, project.Result.Diagnostics.Select(diagnostic => diagnostic.GetMessage()));
    }

    [Fact]
    public async Task The_advice_helps()
    {
        var project = await ProjectAsync("Ws2", "const int AF_INET = 2; static int closesocket(nuint s) => 0;", exclude: "AF_INET, closesocket");

        Assert.Empty(project.Complaints);
    }

    [Fact]
    public async Task Where_the_members_move_the_bindings_stay()
    {
        var project = await ProjectAsync("Ws2", "static int send(nuint s, System.ArraySegment<byte> data) => 0;");
        var before = project.Bindings;

        project.Edit("User.cs", "\n\n" + await project.Source.SyntaxTrees[0].GetTextAsync());

        Assert.All(
            project.Result.TrackedSteps[TrackingNames.BindingsEmission].SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.Equal(before, project.Bindings);
    }

    private static Task<UserProject> ProjectAsync(string name, string member, string exclude = "") => UserProject.CreateAsync(
        $$"""
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "AF_INET, closesocket, send, bind, htons", Exclude = "{{exclude}}")]
        internal static unsafe partial class {{name}}
        {
            {{member.Replace("const ", "public const ", System.StringComparison.Ordinal)}}
        }
        """);
}
