using WinsockGen.Windows.Tests.Host;
using Xunit;

namespace WinsockGen.Windows.Tests.Ioctls;

/// <summary>Every ioctl that this Winsock has, through its method and through WSAIoctl itself.</summary>
public sealed class EveryIoctlTests
{
    public static TheoryData<string> Methods() => [.. IoctlSubject.Methods];

    [IoctlTheory]
    [Covers("ioctl methods", "called")]
    [MemberData(nameof(Methods))]
    public void A_method_does_what_WSAIoctl_does_with_the_documented_bytes(string name)
    {
        var ioctl = IoctlSubject.Of(name);
        using var socket = ioctl.Open();

        var value = ioctl.CallTyped(socket);

        if (ioctl.Decode(ioctl.CallRaw(socket)) is { } expected)
            Assert.Equal(expected, value);
    }
}
