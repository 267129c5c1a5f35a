using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.CodeFixes.Requests;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>Where code uses a name that its class of bindings lacks, the class asks for it.</summary>
public sealed class AskForMissingNameTests
{
    private const string Use = "internal static unsafe class Program { static object Use() => Ws2.SIO_RCVALL; }";

    [Theory]
    [InlineData("WinsockBindings(WinsockApi.Unix)", "WinsockBindings(WinsockApi.Unix, Include = \"SIO_RCVALL\")")]
    [InlineData("WinsockBindings(api: WinsockApi.Unix, Overloads = false)", "WinsockBindings(api: WinsockApi.Unix, Include = \"SIO_RCVALL\", Overloads = false)")]
    [InlineData("WinsockBindings(Overloads = false, Exclude = \"SIO_RCVALL\")", "WinsockBindings(Overloads = false)")]
    [InlineData("WinsockBindings(Exclude = \"SIO_RCVALL\")", "WinsockBindings")]
    [InlineData("WinsockBindings(Exclude = \"WSAE*, SIO_RCVALL, htons\")", "WinsockBindings(Exclude = \"WSAE*, htons\")")]
    [InlineData("WinsockBindings(WinsockApi.Unix, Exclude = \"SIO_RCVALL, AF_UNIX\")", "WinsockBindings(WinsockApi.Unix, Include = \"SIO_RCVALL\", Exclude = \"AF_UNIX\")")]
    [InlineData("WinsockBindings(WinsockApi.None, Include = \"send\")", "WinsockBindings(WinsockApi.None, Include = \"send, SIO_RCVALL\")")]
    [InlineData("WinsockBindings(WinsockApi.None, Include = \"send;recv\")", "WinsockBindings(WinsockApi.None, Include = \"send;recv;SIO_RCVALL\")")]
    [InlineData("WinsockBindings(WinsockApi.None, Include = @\"send recv \")", "WinsockBindings(WinsockApi.None, Include = @\"send recv SIO_RCVALL \")")]
    [InlineData("WinsockBindings(WinsockApi.None, Include = \"send\\nrecv\")", "WinsockBindings(WinsockApi.None, Include = \"send\\nrecv\\nSIO_RCVALL\")")]
    [InlineData("WinsockBindings(WinsockApi.None, Include = \"send, \" + \"recv\")", "WinsockBindings(WinsockApi.None, Include = \"send, \" + \"recv, SIO_RCVALL\")")]
    [InlineData("WinsockBindings(WinsockApi.None, Include = Names.Send + \", recv\")", "WinsockBindings(WinsockApi.None, Include = Names.Send + \", recv, SIO_RCVALL\")")]
    [InlineData("WinsockBindings(WinsockApi.None, Include = $\"recv, {Names.Send}\")", "WinsockBindings(WinsockApi.None, Include = $\"recv, SIO_RCVALL, {Names.Send}\")")]
    [InlineData(
        "WinsockBindings(WinsockApi.None, Include = \"\"\"\n    send,\n    recv\n    \"\"\")",
        "WinsockBindings(WinsockApi.None, Include = \"\"\"\n    send,\n    recv,\n    SIO_RCVALL\n    \"\"\")")]
    [InlineData("WinsockBindings(WinsockApi.Unix, Include = \"\")", "WinsockBindings(WinsockApi.Unix, Include = \"SIO_RCVALL\")")]
    [InlineData("WinsockBindings(WinsockApi.Unix, Include = null)", "WinsockBindings(WinsockApi.Unix, Include = \"SIO_RCVALL\")")]
    [InlineData("System.Obsolete, WinsockBindings(WinsockApi.Unix)", "System.Obsolete, WinsockBindings(WinsockApi.Unix, Include = \"SIO_RCVALL\")")]
    public Task The_request_is_changed_in_its_own_style(string before, string after) => FixAsync(Class(before) + Use, Class(after) + Use);

    [Theory]
    [InlineData("WinsockBindings(WinsockApi.None, Include = Names.Send)")] // Its text stands elsewhere, perhaps for others too.
    [InlineData("WinsockBindings(Exclude = \"SIO_RCV*\")")] // The pattern keeps other names away, too.
    public Task Where_no_edit_is_certain_none_is_offered(string attribute) => AssertNothingIsOfferedAsync(Class(attribute) + Use);

    [Theory]
    [InlineData("Ws2.NOT_OF_WINSOCK")]
    [InlineData("Other.SIO_RCVALL")]
    [InlineData("Ws2.WSARecvMsg")] // A function of the table, not of the class.
    [InlineData("SIO_RCVALL")] // No class in sight.
    public Task What_asking_would_not_bring_is_not_offered(string use) => AssertNothingIsOfferedAsync(
        Class("WinsockBindings(WinsockApi.Unix)") + $"internal static class Program {{ static object Use() => {use}; }} internal static class Other {{ }}");

    [Fact]
    public Task A_type_of_the_class_is_asked_for() => FixAsync(
        Class("WinsockBindings(WinsockApi.None, Include = \"send\")") + "internal static unsafe class Program { static void Use(Ws2.SOCKADDR_UN* address) { } }",
        Class("WinsockBindings(WinsockApi.None, Include = \"send, SOCKADDR_UN\")") + "internal static unsafe class Program { static void Use(Ws2.SOCKADDR_UN* address) { } }");

    [Fact]
    public Task Inside_the_class_names_need_no_qualifier() => FixAsync(
        Class("WinsockBindings(WinsockApi.None, Include = \"send\")") + "partial class Ws2 { static int Family() => AF_UNIX; }",
        Class("WinsockBindings(WinsockApi.None, Include = \"send, AF_UNIX\")") + "partial class Ws2 { static int Family() => AF_UNIX; }");

    [Fact]
    public Task Types_need_none_either() => FixAsync(
        Class("WinsockBindings(WinsockApi.None, Include = \"send\")") + "partial class Ws2 { static SOCKADDR_UN Address; }",
        Class("WinsockBindings(WinsockApi.None, Include = \"send, SOCKADDR_UN\")") + "partial class Ws2 { static SOCKADDR_UN Address; }");

    [Fact]
    public Task The_table_of_extension_functions_is_asked_for_more() => FixAsync(
        Class("WinsockBindings(WinsockApi.None, Include = \"WSARecvMsg\")")
            + "internal static unsafe class Program { static bool Use(Ws2.ExtensionFunctions table) => table.HasWSASendMsg; }",
        Class("WinsockBindings(WinsockApi.None, Include = \"WSARecvMsg, WSASendMsg\")")
            + "internal static unsafe class Program { static bool Use(Ws2.ExtensionFunctions table) => table.HasWSASendMsg; }");

    [Theory]
    [InlineData("WinsockApi.Sockets", "WinsockApi.Sockets, Include = \"WSASocketA\"", "nameof(Ws2.WSASocketA)")]
    [InlineData("WinsockApi.Sockets, Exclude = \"WSASocketA\"", "WinsockApi.Sockets, Include = \"WSASocketA\"", "nameof(Ws2.WSASocketA)")]
    [InlineData("WinsockApi.Sockets", "WinsockApi.Sockets, Include = \"WSAPROTOCOL_INFOA\"", "sizeof(Ws2.WSAPROTOCOL_INFOA)")]
    [InlineData("WinsockApi.NameResolution", "WinsockApi.NameResolution, Include = \"FreeAddrInfoEx\"", "nameof(Ws2.FreeAddrInfoEx)")]
    [InlineData("WinsockApi.All, Exclude = \"WSASocketA\"", "WinsockApi.All", "nameof(Ws2.WSASocketA)")]
    public async Task An_ANSI_name_is_asked_for_beside_its_area_and_has_an_effect_there(string before, string after, string use)
    {
        var program = $"internal static unsafe class Program {{ static object Use() => {use}; }}";

        await FixAsync(Class($"WinsockBindings({before})") + program, Class($"WinsockBindings({after})") + program);

        var project = await UserProject.CreateAsync(Class($"WinsockBindings({after})") + program);
        Assert.Empty(await project.AnalyzeAsync());
        Assert.Empty(await project.AnalyzeAsync(new UnusedNameAnalyzer()));
    }

    [Theory]
    [InlineData("using static Acme.Ws2;")]
    [InlineData("global using static Acme.Ws2;")]
    public async Task All_names_of_a_static_using_are_asked_for_at_once_in_the_file_of_the_class(string directive)
    {
        const string use = "internal static class Program { static object Use() => SIO_RCVALL; static object Other() => htons(1); }";
        const string request = "namespace Acme { [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = \"send\")] internal static unsafe partial class Ws2 { } }";

        var project = await EditedProject.CreateAsync(new AskForMissingName(), [], directive + "\n" + use, request);

        Assert.Equal("Ask for 'SIO_RCVALL' in the bindings of 'Ws2'", (await project.OffersAsync())[0].Action.Title);
        var files = await project.FixAllAsync();
        Assert.Equal(request.Replace("send", "send, SIO_RCVALL, htons", StringComparison.Ordinal), files[1]);
        Assert.Empty(await project.ErrorsAsync());
    }

    [Fact]
    public async Task A_class_of_a_referenced_project_cannot_be_changed_from_here()
    {
        var library = await UserProject.CreateAsync(
            "[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = \"send\")] public static unsafe partial class Ws2 { }");
        using var image = new MemoryStream();
        Assert.True(library.Output.WithAssemblyName("Library").Emit(image).Success);

        var project = await EditedProject.CreateAsync(new AskForMissingName(), [], Use);
        project.AddReference(MetadataReference.CreateFromImage(image.ToArray()));

        Assert.Empty(await project.OffersAsync());
        Assert.Equal(["CS0117"], (await project.ErrorsAsync()).Select(error => error.Id));
    }

    private static string Class(string attribute) => $$"""
        using WinsockGen;
        internal static class Names { public const string Send = "send"; }
        [{{attribute}}]
        internal static unsafe partial class Ws2 { }

        """;

    private static async Task FixAsync(string before, string after)
    {
        var project = await EditedProject.CreateAsync(new AskForMissingName(), [], before);
        Assert.Equal([after], await project.FixOneByOneAsync());
        Assert.Empty(await project.ErrorsAsync());
    }

    private static async Task AssertNothingIsOfferedAsync(string code) =>
        Assert.Empty(await (await EditedProject.CreateAsync(new AskForMissingName(), [], code)).OffersAsync());
}
