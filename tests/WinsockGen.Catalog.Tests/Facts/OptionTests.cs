using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>Options: that they agree with the constants, and that a typed property can exist where one is named.</summary>
public class OptionTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    [Fact]
    public void The_value_of_an_option_is_that_of_its_constant() =>
        Assert.All(Catalog.Options, row => Assert.Equal(Number(Catalog.Constants.Find(row.Name)!.Value), Number(row.Value)));

    [Fact]
    public void Every_level_has_a_row_and_a_constant() =>
        Assert.All(
            Catalog.Options,
            row =>
            {
                Assert.NotNull(Catalog.Constants.Find(row.Level));
                Assert.NotNull(Catalog.Levels.Find(row.Level));
            });

    [Fact]
    public void Every_address_family_has_a_constant() =>
        Assert.All(
            Catalog.Options.SelectMany(row => row.Families).Where(family => family != "*"),
            family => Assert.NotNull(Catalog.Constants.Find(family)));

    [Fact]
    public void A_property_has_a_type_and_can_be_read_or_written() =>
        Assert.All(
            Catalog.Options.Where(row => row.Property.Length > 0),
            row =>
            {
                Assert.NotEqual("raw", row.Type);
                Assert.NotEqual(OptionAccess.None, row.Access);
                Assert.NotEqual(SocketKinds.None, row.Kinds);
            });

    [Fact]
    public void A_property_begins_with_the_word_of_its_level() =>
        Assert.All(
            Catalog.Options.Where(row => row.Property.Length > 0),
            row => Assert.StartsWith(Catalog.Levels.Find(row.Level)!.Flag, row.Property, StringComparison.Ordinal));

    [Fact]
    public void No_two_options_have_the_same_property()
    {
        var properties = Catalog.Options.Select(row => row.Property).Where(property => property.Length > 0).ToList();

        Assert.Equal(properties.Count, properties.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_has_no_type_says_why() =>
        Assert.All(Catalog.Options.Where(row => row.Type == "raw"), row => Assert.True(row.Unit.Length > 0, row.Name));

    [Fact]
    public void A_time_has_a_unit() =>
        Assert.All(
            Catalog.Options.Where(row => row.Type == "TimeSpan"),
            row => Assert.Contains(row.Unit.Split(' ')[0], new[] { "s", "ms" }));

    [Fact]
    public void Every_option_of_SOL_SOCKET_TCP_and_UDP_among_the_constants_is_here()
    {
        var options = Catalog.Options.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        var notOptions = new[]
        {
            "SO_PROTOCOL_INFO", "SO_SYNCHRONOUS_ALERT", "SO_SYNCHRONOUS_NONALERT",
        };

        Assert.DoesNotContain(
            Catalog.Constants.Where(row => row.Group is "SO_*" or "TCP_*" or "UDP_*").Select(row => row.Name),
            name => !options.Contains(name) && !notOptions.Contains(name));
    }

    private static long Number(string value) =>
        value.StartsWith("0x", StringComparison.Ordinal)
            ? long.Parse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : long.Parse(value, CultureInfo.InvariantCulture);
}
