using System;
using System.Net;
using Xunit;

namespace WinsockGen.Runtime.Tests.Completion;

public sealed class PlatformTests
{
    [Fact]
    public void On_another_system_than_Windows_a_sentence_says_what_is_missing()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.NotNull(CompletionLoop.Shared);
            return;
        }

        foreach (Action action in new Action[]
        {
            () => StreamListener.Listen(new IPEndPoint(IPAddress.Loopback, 0)),
            () => StreamSocket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 1)),
            () => DatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0)),
            () => ProtocolCatalog.GetProtocols(),
        })
        {
            Assert.Contains("Windows Sockets", Assert.Throws<PlatformNotSupportedException>(action).Message);
        }
    }
}
