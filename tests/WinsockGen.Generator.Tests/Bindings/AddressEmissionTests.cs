using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>Which ways to the framework an address gets, by request and by target.</summary>
public sealed class AddressEmissionTests
{
    private const string File = "Ws2.Structs.g.cs";

    [Fact]
    public async Task Without_overloads_there_are_none()
    {
        var project = await CreateAsync("Include = \"SOCKADDR_IN\", Overloads = false");

        Assert.DoesNotContain("_Net::", project.Bindings[File], StringComparison.Ordinal);
        Assert.Empty(project.Complaints);
    }

    [Fact]
    public async Task Without_addresses_there_are_none()
    {
        var project = await CreateAsync("Include = \"WSABUF\"");

        Assert.DoesNotContain("_Net::", project.Bindings[File], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_System_dll_there_are_none()
    {
        var project = await CreateAsync("Include = \"SOCKADDR_IN\"", TargetPlatform.Net472, LanguageVersion.CSharp9);
        Assert.Contains("_Net::", project.Bindings[File], StringComparison.Ordinal);

        project.Reconfigure(compilation => compilation.WithReferences(
            compilation.References.Where(reference => reference.Display!.EndsWith("mscorlib.dll", StringComparison.OrdinalIgnoreCase))));

        Assert.DoesNotContain("_Net::", project.Bindings[File], StringComparison.Ordinal);
        Assert.DoesNotContain(project.Complaints, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("net10.0", true)]
    [InlineData("net8.0", true)]
    [InlineData("netstandard2.0", false)]
    [InlineData("net472", false)]
    public async Task Paths_are_end_points_where_the_framework_has_them(string platform, bool has)
    {
        var project = await CreateAsync("Include = \"SOCKADDR_UN\"", TargetPlatform.Named(platform), LanguageVersion.CSharp9);

        Assert.Equal(has, project.Bindings[File].Contains("UnixDomainSocketEndPoint ToEndPoint()", StringComparison.Ordinal));
        Assert.Contains("SOCKADDR_UN FromEndPoint(", project.Bindings[File], StringComparison.Ordinal);
        Assert.Empty(project.Complaints);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp14)]
    public async Task Beside_the_runtime_each_family_that_has_an_end_point_there_has_it_here(LanguageVersion language)
    {
        var project = await CreateAsync("Include = \"SOCKADDR*, sockaddr*\"", languageVersion: language);
        Assert.DoesNotContain("WinsockGen.HyperVEndPoint", project.Bindings[File], StringComparison.Ordinal);

        project.Edit("Runtime.cs", RuntimeStandIn);

        Assert.Empty(project.Complaints);
        foreach (var name in new[] { "AppleTalk", "Bluetooth", "HyperV", "Infrared", "Ipx" })
        {
            Assert.Contains($"public readonly global::WinsockGen.{name}EndPoint ToEndPoint()", project.Bindings[File], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_member_that_has_the_name_of_the_shared_code_is_said_to_clash()
    {
        var project = await UserProject.CreateAsync(
            "[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = \"SOCKADDR_IN\")] public static unsafe partial class Ws2 { private static int AddressBytes; }");

        Assert.Contains(project.Result.Diagnostics, diagnostic => diagnostic.Id == "WSG0010");
    }

    private static Task<UserProject> CreateAsync(string arguments, TargetPlatform? platform = null, LanguageVersion languageVersion = LanguageVersion.CSharp14) =>
        UserProject.CreateAsync(
            $"[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, {arguments})] internal static unsafe partial class Ws2 {{ }}", platform, languageVersion);

    /// <summary>The runtime's types as far as addresses see them.</summary>
    private const string RuntimeStandIn =
        """
        #pragma warning disable CS1591
        using System;
        using System.Net;

        namespace WinsockGen
        {
            public readonly struct SocketAddressValue
            {
                public SocketAddressValue(ReadOnlySpan<byte> bytes) { }
                public ReadOnlySpan<byte> Bytes => default;
                public EndPoint ToEndPoint() => throw new NotSupportedException();
                public static SocketAddressValue From(EndPoint endPoint) => default;
            }

            public abstract class WinsockEndPoint : EndPoint { }
            public sealed class AppleTalkEndPoint : WinsockEndPoint { }
            public sealed class BluetoothEndPoint : WinsockEndPoint { }
            public sealed class HyperVEndPoint : WinsockEndPoint { }
            public sealed class InfraredEndPoint : WinsockEndPoint { }
            public sealed class IpxEndPoint : WinsockEndPoint { }
        }
        """;
}
