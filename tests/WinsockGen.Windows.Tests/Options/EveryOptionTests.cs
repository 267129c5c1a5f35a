using System.Linq;
using WinsockGen.Windows.Tests.Host;
using Xunit;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>Every option that this Winsock has, through its property and through getsockopt and setsockopt themselves.</summary>
public sealed class EveryOptionTests
{
    public static TheoryData<string> Settable() => [.. TypedAccess.Options.Where(name => OptionSubject.Of(name).CanSet)];

    public static TheoryData<string> Readable() => [.. TypedAccess.Options.Where(name => OptionSubject.Of(name).CanGet)];

    [OptionTheory]
    [Covers("options", "set")]
    [MemberData(nameof(Settable))]
    public void Setting_a_property_does_what_setsockopt_does_with_the_documented_bytes(string name)
    {
        var option = OptionSubject.Of(name);
        foreach (var value in option.Samples())
        {
            using var socket = option.Open();
            using var twin = option.Open();

            var error = SocketErrors.Of(() => TypedAccess.Set(option.Property, socket, value));

            Assert.Equal(SocketErrors.Of(() => option.Write(twin, value)), error);
            Assert.Equal(option.Read(twin), option.Read(socket));
        }
    }

    [OptionTheory]
    [Covers("options", "read")]
    [MemberData(nameof(Readable))]
    public void Reading_a_property_says_what_getsockopt_says(string name)
    {
        var option = OptionSubject.Of(name);
        using var socket = option.Open();
        var values = option.CanSet ? option.Samples() : [null];
        foreach (var value in values)
        {
            if (option.CanSet)
                SocketErrors.Of(() => option.Write(socket, value));

            Assert.Equal(option.Decode(option.Read(socket)), TypedAccess.Get(option.Property, socket));
        }
    }
}
