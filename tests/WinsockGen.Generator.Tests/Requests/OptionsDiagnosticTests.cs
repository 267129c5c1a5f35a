using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>What the analyzer says about a <c>[SocketOptions]</c>, and where.</summary>
public sealed class OptionsDiagnosticTests
{
    private const string Library =
        """
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("User")]
        namespace Library
        {
            [WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.Tcp | WinsockGen.SocketOptionLevels.Udp)]
            internal static partial class LibraryOptions { }
        }
        """;

    [Theory]
    [InlineData("internal partial class Options { }", "add 'static' to its declaration")]
    [InlineData("internal static class Options { }", "add 'partial' to its declaration")]
    [InlineData("internal class Options { }", "add 'static partial' to its declaration")]
    [InlineData("internal static partial class Options<T> { }", "neither it nor a type around it may be generic")]
    [InlineData("file static partial class Options { }", "it must not be local to its file")]
    public async Task A_class_that_cannot_be_extended_is_reported_at_its_name(string declaration, string problem)
    {
        var project = await UserProject.CreateAsync("[WinsockGen.SocketOptions] " + declaration);

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal(("WSG0003", "Options"), (diagnostic.Id, TextAt(diagnostic)));
        Assert.Equal($"'Options' cannot receive socket options: {problem}", diagnostic.GetMessage());
    }

    [Fact]
    public async Task A_nested_class_is_told_that_extensions_stand_outside()
    {
        var project = await UserProject.CreateAsync(
            "internal static partial class Outer { [WinsockGen.SocketOptions] internal static partial class Options { } }");

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal("'Options' cannot receive socket options: extension members need a class that stands in no other type", diagnostic.GetMessage());
    }

    [Fact]
    public async Task Two_classes_with_different_levels_are_fine()
    {
        var project = await UserProject.CreateAsync(
            """
            using WinsockGen;
            [SocketOptions(SocketOptionLevels.Tcp)] internal static partial class TcpOptions { }
            [SocketOptions(SocketOptionLevels.Udp | SocketOptionLevels.Socket)] internal static partial class OtherOptions { }
            """);

        Assert.Empty(await project.AnalyzeAsync());
    }

    [Fact]
    public async Task A_second_class_with_a_level_of_the_first_is_told_before_the_compiler_calls_it_ambiguous()
    {
        var project = await UserProject.CreateAsync(
            """
            using WinsockGen;
            [SocketOptions(SocketOptionLevels.Tcp | SocketOptionLevels.IP)] internal static partial class First { }
            [SocketOptions(SocketOptionLevels.All)] internal static partial class Second { }
            internal static class Program { static bool Read(System.Net.Sockets.Socket socket) => socket.TcpNoDelay; }
            """);

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal(("WSG0006", "SocketOptions(SocketOptionLevels.All)"), (diagnostic.Id, TextAt(diagnostic)));
        Assert.Equal(
            "'First' defines the options of IP, Tcp too, so that using them is ambiguous: ask for a level in one class only", diagnostic.GetMessage());

        // Which error it is depends on the compiler: CS9286 from Roslyn 5.0, CS9339 later.
        Assert.Single(project.Complaints);
    }

    [Fact]
    public async Task Options_of_a_project_that_shows_its_internals_count()
    {
        var project = await UserOfLibraryAsync(Library);

        var diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal("WSG0006", diagnostic.Id);
        Assert.StartsWith("'Library.LibraryOptions' defines the options of Tcp too", diagnostic.GetMessage(), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_options_of_a_reference_count()
    {
        var project = await UserOfLibraryAsync(Library
            .Replace("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"User\")]", "", System.StringComparison.Ordinal)
            .Replace("internal static", "public static", System.StringComparison.Ordinal));

        Assert.Equal("WSG0006", Assert.Single(await project.AnalyzeAsync()).Id);
    }

    [Fact]
    public async Task Options_that_cannot_be_seen_do_not()
    {
        var project = await UserOfLibraryAsync(Library
            .Replace("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"User\")]", "", System.StringComparison.Ordinal));

        Assert.Empty(await project.AnalyzeAsync());
    }

    [Theory]
    [InlineData("[WinsockGen.SocketOptions(")]
    [InlineData("[WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.)] internal static partial class Options { }")]
    [InlineData("[WinsockGen.SocketOptions(1, 2, 3)] internal static partial class Options { }")]
    [InlineData("[WinsockGen.SocketOptions] internal static partial class")]
    [InlineData("[WinsockGen.SocketOptions] [WinsockGen.SocketOptions] internal static partial class Options { }")]
    public async Task Half_typed_code_makes_nothing_throw(string source)
    {
        var project = await UserProject.CreateAsync(source);

        await project.AnalyzeAsync();

        Assert.Null(project.Result.Exception);
    }

    private static async Task<UserProject> UserOfLibraryAsync(string library)
    {
        var reference = (await UserProject.CreateAsync(library)).Output.WithAssemblyName("Library");
        var project = await UserProject.CreateAsync(
            "[WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.Tcp)] internal static partial class Options { }");
        project.Reconfigure(compilation => compilation.AddReferences(Image(reference)));
        return project;
    }

    /// <summary>A reference as a package or another build gives it: metadata, not symbols of a project.</summary>
    private static PortableExecutableReference Image(Compilation compilation)
    {
        using var stream = new System.IO.MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static string TextAt(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
