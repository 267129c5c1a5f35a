using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>Bindings land in the user's class, wherever it stands.</summary>
public sealed class TargetClassTests
{
    [Theory]
    [InlineData("[WinsockBindings(WinsockApi.None, Include = \"send\")] static unsafe partial class Ws2 { }", "Ws2")]
    [InlineData("namespace A.B { [WinsockBindings(WinsockApi.None, Include = \"send\")] static unsafe partial class Ws2 { } }", "A.B.Ws2")]
    [InlineData("namespace @event.@class { [WinsockBindings(WinsockApi.None, Include = \"send\")] static unsafe partial class @int { } }", "event.class.int")]
    [InlineData("partial class Outer { partial struct Inner { [WinsockBindings(WinsockApi.None, Include = \"send\")] static unsafe partial class Ws2 { } } }", "Outer+Inner+Ws2")]
    [InlineData("partial record Outer { partial interface IInner { [WinsockBindings(WinsockApi.None, Include = \"send\")] static unsafe partial class Ws2 { } } }", "Outer+IInner+Ws2")]
    [InlineData("partial record struct Outer { [WinsockBindings(WinsockApi.None, Include = \"send\")] static unsafe partial class @record { } }", "Outer+record")]
    public async Task A_class_receives_its_bindings(string source, string metadataName)
    {
        var project = await UserProject.CreateAsync("using WinsockGen; " + source);

        Assert.Empty(project.Complaints);
        Assert.NotEmpty(project.Output.GetTypeByMetadataName(metadataName)!.GetMembers("send"));
    }

    [Fact]
    public async Task Two_classes_do_not_disturb_each_other()
    {
        var project = await UserProject.CreateAsync(
            """
            using WinsockGen;
            [WinsockBindings(WinsockApi.Sockets)] static unsafe partial class First { }
            namespace Deeper { [WinsockBindings(WinsockApi.Sockets)] static unsafe partial class First { } }
            """);

        Assert.Empty(project.Complaints);
    }

    [Theory]
    [InlineData("WinsockBindings(WinsockApi.None, Include = \"send\")")]
    [InlineData("SocketOptions(SocketOptionLevels.Udp)")]
    public async Task Classes_whose_names_differ_by_case_alone_each_have_their_files(string attribute)
    {
        var project = await UserProject.CreateAsync(
            $$"""
            using WinsockGen;
            [{{attribute}}] static unsafe partial class Ws2 { }
            [{{attribute}}] static unsafe partial class WS2 { }
            namespace Acme { [{{attribute}}] static unsafe partial class Ws2 { } }
            namespace ACME { [{{attribute}}] static unsafe partial class Ws2 { } }
            namespace Größe { [{{attribute}}] static unsafe partial class Cafe\u0301 { } }
            namespace GRÖße { [{{attribute}}] static unsafe partial class CAFE\u0301 { } }
            """,
            languageVersion: Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13);

        Assert.Null(project.Result.Exception);
        Assert.Empty(project.Complaints);
        Assert.Equal(6, project.Bindings.Keys.Select(file => file.Substring(0, file.Length - ".g.cs".Length)).Select(file => file.Substring(0, file.LastIndexOf('.'))).Distinct().Count());
    }

    [Fact]
    public async Task The_attribute_on_two_parts_of_a_class_is_an_error_of_the_compiler_and_no_more()
    {
        var project = await UserProject.CreateAsync(
            """
            using WinsockGen;
            [WinsockBindings(WinsockApi.None, Include = "send")] static unsafe partial class Ws2 { }
            [WinsockBindings(WinsockApi.None, Include = "recv")] static unsafe partial class Ws2 { }
            """);

        Assert.Null(project.Result.Exception);
        Assert.Equal("CS0579", Assert.Single(project.Complaints).Id);
    }

    [Fact]
    public async Task A_project_that_sees_the_internals_of_another_has_its_own_attributes()
    {
        const string Source =
            """
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("User")]
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = "send")] static unsafe partial class Ws2 { }
            """;
        var library = await UserProject.CreateAsync(Source);
        var user = await UserProject.CreateAsync("[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = \"recv\")] static unsafe partial class Mine { }");

        user.Reconfigure(compilation => compilation.AddReferences(((Microsoft.CodeAnalysis.CSharp.CSharpCompilation)library.Output).WithAssemblyName("Library").ToMetadataReference()));

        Assert.Empty(user.Complaints);
        Assert.Contains("Mine.Functions.g.cs", user.Bindings.Keys);
    }
}
