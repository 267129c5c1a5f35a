using System;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.OwnMembers;

/// <summary>
/// Arguments and types that name generated members, which the generator cannot see: however they are named, the emitted part names them so that
/// it compiles.
/// </summary>
public sealed class GeneratedNameTests
{
    private const string Bindings =
        """
        namespace Acme.Native
        {
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = "LINGER, SOL_SOCKET, SO_LINGER, SO_RCVBUF, SO_BROADCAST")]
            internal static unsafe partial class Ws2
            {
                #if INSIDE
                [WinsockGen.SocketOption(SOL_SOCKET, SO_LINGER)] internal static partial LINGER Get(this System.Net.Sockets.Socket socket);
                #endif
            }
        }

        """;

    [Theory]
    [InlineData("using Acme.Native;", "Ws2.SOL_SOCKET, Ws2.SO_LINGER", "Ws2.LINGER")]
    [InlineData("using static Acme.Native.Ws2;", "SOL_SOCKET, SO_LINGER", "LINGER")]
    [InlineData("global using static Acme.Native.Ws2;", "SOL_SOCKET, SO_LINGER", "LINGER")]
    [InlineData("using W = Acme.Native.Ws2;", "W.SOL_SOCKET, W.SO_LINGER", "W.LINGER")]
    [InlineData("using Linger = Acme.Native.Ws2.LINGER; using Acme.Native;", "Ws2.SOL_SOCKET, Ws2.SO_LINGER", "Linger")]
    [InlineData("using Linger = global::Acme.Native.Ws2.LINGER; using Acme.Native;", "Ws2.SOL_SOCKET, Ws2.SO_LINGER", "Linger")]
    [InlineData("", "Acme.Native.Ws2.SOL_SOCKET, global::Acme.Native.Ws2.SO_LINGER", "global::Acme.Native.Ws2.LINGER")]
    [InlineData("", "name: Acme.Native.Ws2.SO_LINGER, level: Acme.Native.Ws2.SOL_SOCKET", "Acme.Native.Ws2.LINGER")]
    [InlineData("using Acme.Native;", "Level, Name", "Ws2.LINGER")]
    [InlineData("using Acme.Native;", "(int)Level, Ws2.SO_LINGER | 0", "Ws2.LINGER")]
    [InlineData("using Acme.Native;", "unchecked((int)(Ws2.SOL_SOCKET + 0)), 0x80", "Ws2.LINGER")]
    [InlineData("using Acme.Native; using System.Net.Sockets;", "SocketOptionLevel.Socket, SocketOptionName.Linger", "Ws2.LINGER")]
    [InlineData("using Acme.Native; using System.Net.Sockets;", "(int)SocketOptionLevel.Socket, Ws2.SO_LINGER", "Ws2.LINGER")]
    public async Task A_name_is_found_however_it_is_written(string usings, string arguments, string type)
    {
        // Another file: an alias or a global using reaches the bindings across files.
        var project = await UserProject.CreateAsync(Bindings);
        project.Edit(
            "Own.cs",
            $$"""
            {{usings}}
            namespace Other
            {
                internal static partial class Own
                {
                    private const int Level = Acme.Native.Ws2.SOL_SOCKET;
                    private const long Name = Acme.Native.Ws2.SO_LINGER + 0L;
                    [WinsockGen.SocketOption({{arguments}})] internal static partial {{type}} Get(this System.Net.Sockets.Socket socket);
                    [WinsockGen.SocketOption({{arguments}})] internal static partial void Set(this System.Net.Sockets.Socket socket, in {{type}} value);
                }
            }
            """);

        Assert.Empty(project.Complaints);
        Assert.Empty(await project.AnalyzeAsync(new OwnMemberAnalyzer()));
        Assert.Contains("Get<global::Acme.Native.Ws2.LINGER>(socket, 65535, 128, \"SO_LINGER\")", project.Bindings["Other.Own.OwnMethods.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_found_in_the_class_of_bindings_itself()
    {
        var project = await UserProject.CreateAsync("#define INSIDE\n" + Bindings);

        Assert.Empty(project.Complaints);
        Assert.Contains("global::Acme.Native.Ws2.LINGER", project.Bindings["Acme.Native.Ws2.OwnMethods.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_of_the_users_own_goes_before_one_of_the_same_name_in_the_catalog()
    {
        var project = await UserProject.CreateAsync(Bindings);
        project.Edit(
            "Own.cs",
            """
            using static Acme.Native.Ws2;
            internal struct LINGER { public long Value; }
            internal static partial class Own
            {
                private const int SO_RCVBUF = 77;
                [WinsockGen.SocketOption(99, SO_RCVBUF)] internal static partial LINGER Get(this System.Net.Sockets.Socket socket);
            }
            """);

        Assert.Contains("Get<global::LINGER>(socket, 99, 77, \"SO_RCVBUF\")", project.Bindings["Own.OwnMethods.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ws2.SOL_SOCKET, Ws2.SO_NONSENSE", "int")]
    [InlineData("Ws2.SOL_SOCKET, Other.SO_RCVBUF", "int")]
    [InlineData("Ws2.SOL_SOCKET, Ws2.SO_RCVBUF", "Ws2.NONSENSE")]
    [InlineData("Ws2.SOL_SOCKET, Ws2.SO_RCVBUF", "linger")]
    [InlineData("Ws2.SOL_SOCKET, Loop", "int")]
    public async Task What_nobody_knows_receives_nothing(string arguments, string type)
    {
        var project = await UserProject.CreateAsync(Bindings);
        project.Edit(
            "Own.cs",
            $$"""
            using Acme.Native;
            internal static partial class Own
            {
                private const int Loop = Pool + 1;
                private const int Pool = Loop + 1;
                [WinsockGen.SocketOption({{arguments}})] internal static partial {{type}} Get(this System.Net.Sockets.Socket socket);
            }
            """);

        Assert.DoesNotContain(project.Bindings.Keys, name => name.Contains("OwnMethods", StringComparison.Ordinal));
        Assert.Null(project.Result.Exception);
        await project.AnalyzeAsync(new OwnMemberAnalyzer());
    }

    [Fact]
    public async Task What_another_generator_makes_is_named_as_such()
    {
        // The generator does not see this constant; the analyzer does.
        var project = await UserProject.CreateAsync(
            """
            internal static partial class Own
            {
                [WinsockGen.SocketOption(65535, Made.Name)] internal static partial int Get(this System.Net.Sockets.Socket socket);
            }
            """);
        var others = project.Output.AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
            "internal static class Made { internal const int Name = 1; }", (Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)project.Source.SyntaxTrees.First().Options, "Made.cs"));

        var analysis = Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(others, [new OwnMemberAnalyzer()]);
        var diagnostic = Assert.Single(await analysis.GetAnalyzerDiagnosticsAsync());

        Assert.Equal("WSG0014", diagnostic.Id);
        Assert.Contains("made by another generator", diagnostic.GetMessage(), StringComparison.Ordinal);
    }
}
