using System;
using System.Threading.Tasks;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>What stands in the editor between two keystrokes must never throw.</summary>
public sealed class HalfTypedRequestTests
{
    private const string Complete =
        """
        using WinsockGen;
        [WinsockBindings(WinsockApi.Multicast | WinsockApi.Unix, Include = "WSARecvMsg, SIO_*", Exclude = "WSAE*", Overloads = false)]
        internal static unsafe partial class Ws2 { }
        """;

    [Fact]
    public async Task No_prefix_of_a_request_throws()
    {
        var project = await UserProject.CreateAsync(string.Empty);
        for (var length = Complete.IndexOf('[', StringComparison.Ordinal); length <= Complete.Length; length++)
        {
            project.Edit("User.cs", Complete[..length]);

            Assert.Null(project.Result.Exception);
            await project.AnalyzeAsync();
        }
    }

    [Theory]
    [InlineData("[WinsockBindings(Include = )] static unsafe partial class Ws2;")]
    [InlineData("[WinsockBindings(Include = null, Exclude = null)] static unsafe partial class Ws2;")]
    [InlineData("[WinsockBindings(Include = 7, Overloads = \"yes\")] static unsafe partial class Ws2;")]
    [InlineData("[WinsockBindings(WinsockApi.Nonsense)] static unsafe partial class Ws2;")]
    [InlineData("[WinsockBindings((WinsockApi)uint.MaxValue)] static unsafe partial class Ws2;")]
    [InlineData("[WinsockBindings(Include = new[] { \"send\" })] static unsafe partial class Ws2;")]
    [InlineData("[WinsockBindings(Include = \"*,,;  **\\t, ,\")] static unsafe partial class Ws2;")]
    [InlineData("[WinsockBindings, WinsockBindings] static unsafe partial class Ws2;")]
    [InlineData("[WinsockBindings] static unsafe partial class Ws2; [WinsockBindings] static unsafe partial class Ws2;")]
    [InlineData("[WinsockBindings] static unsafe partial class;")]
    [InlineData("[WinsockBindings] static unsafe partial struct Ws2;")]
    [InlineData("[WinsockBindings]")]
    [InlineData("static unsafe partial class Ws2 { [WinsockBindings] }")]
    public async Task A_wrong_request_does_not_throw(string source)
    {
        var project = await UserProject.CreateAsync("using WinsockGen; " + source);

        Assert.Null(project.Result.Exception);
        await project.AnalyzeAsync();
    }

    [Theory]
    [InlineData("[WinsockBindings(WinsockApi.Unix)] static unsafe partial class { }")]
    [InlineData("[WinsockBindings(WinsockApi.Unix)] static unsafe partial class")]
    [InlineData("[SocketOptions] static partial class { }")]
    [InlineData("static partial class { [WinsockBindings(WinsockApi.Unix)] static unsafe partial class Ws2 { } }")]
    public async Task A_class_without_a_name_yet_receives_nothing(string source) =>
        Assert.Empty((await UserProject.CreateAsync("using WinsockGen; " + source)).Bindings);
}
