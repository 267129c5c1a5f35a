using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>Where Winsock refuses, the error says which option of which family; where a value cannot be, Winsock never sees it.</summary>
public sealed class OptionErrorTests
{
    [Theory]
    [InlineData("IPPROTO_TCP.TCP_NODELAY", 32, "Bluetooth", SocketError.ProtocolOption)]
    [InlineData("IPPROTO_TCP.TCP_NODELAY", 34, "HyperV", SocketError.InvalidArgument)]
    [InlineData("SOL_SOCKET.SO_LINGER", 23, "InterNetworkV6", SocketError.OperationNotSupported)]
    public async Task An_error_of_Winsock_names_the_option_and_the_family(string name, int family, string familyName, SocketError code)
    {
        var program = await OptionsProgram.LoadAsync();
        var option = WinsockCatalog.Shared.Options.Find(name)!;
        foreach (object socket in program.SocketsFor(option))
        {
            dynamic refusing = socket;
            (refusing.Error, refusing.AddressFamily) = ((int)code, (AddressFamily)family);

            var get = Assert.Throws<SocketException>(() => program.Get(option, socket));
            var set = Assert.Throws<SocketException>(() => program.Set(option, socket, name.EndsWith("LINGER", StringComparison.Ordinal) ? TimeSpan.Zero : true));

            Assert.All([get, set], error => Assert.Equal(code, error.SocketErrorCode));
            Assert.All([get, set], error => Assert.StartsWith($"{option.Name} on a socket of the family {familyName}: ", error.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Before_DotNet_8_it_is_the_plain_exception()
    {
        var program = await OptionsProgram.LoadWithArraysAsync();
        var option = WinsockCatalog.Shared.Options.Find("IPPROTO_TCP.TCP_NODELAY")!;
        var socket = program.SocketFor(option);
        socket.Error = (int)SocketError.ProtocolOption;

        var error = Assert.Throws<SocketException>(() => (object?)program.Get(option, (object)socket));

        Assert.Equal(SocketError.ProtocolOption, error.SocketErrorCode);
    }

    [Theory]
    [InlineData("IPPROTO_RM.RM_SET_SEND_IF")]
    [InlineData("IPPROTO_IP.IP_OPTIONS")]
    public async Task What_is_missing_or_does_not_fit_is_refused_before_Winsock_sees_it(string name)
    {
        foreach (var program in new[] { await OptionsProgram.LoadAsync(), await OptionsProgram.LoadWithArraysAsync() })
        {
            var option = WinsockCatalog.Shared.Options.Find(name)!;
            object socket = program.SocketFor(option);

            Assert.Throws<ArgumentNullException>("value", () => program.Set(option, socket, null));
            Assert.Throws<ArgumentException>("value", () => program.Set(option, socket, option.Type == "bytes" ? new byte[41] : System.Net.IPAddress.IPv6Loopback));
            Assert.Empty((byte[])((dynamic)socket).Value);
        }
    }
}
