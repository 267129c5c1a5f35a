using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>Options: that they agree with the constants, and that a typed property can exist where one is named.</summary>
public class OptionTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    private static readonly string[] Types =
    [
        "bool", "int", "uint", "TimeSpan", "InterfaceIndex", "InterfaceIndex[]", "IPAddress", "IPEndPoint", "struct:LINGER", "string", "bytes", "Socket", "none",
        "raw",
    ];

    [Fact]
    public void The_value_of_an_option_is_that_of_its_constant() =>
        Assert.All(
            Catalog.Options.Where(row => row.Value.Length > 0),
            row => Assert.Equal(Number(Catalog.Constants.Find(row.Name)!.Value), Number(row.Value)));

    [Fact]
    public void An_option_without_a_number_has_no_constant_and_no_property() =>
        Assert.All(
            Catalog.Options.Where(row => row.Value.Length == 0),
            row => Assert.Equal((null, "raw", string.Empty), (Catalog.Constants.Find(row.Name), row.Type, row.Property)));

    [Fact]
    public void Every_option_of_the_documentation_and_the_headers_is_here() =>
        Assert.Equal(249, Catalog.Options.Count);

    [Fact]
    public void Every_type_is_one_of_the_vocabulary() =>
        Assert.All(
            Catalog.Options,
            row =>
            {
                var type = row.Type;
                var known = Types.Contains(type)
                    || (type.StartsWith("value:", StringComparison.Ordinal) && Catalog.Values.Find(type["value:".Length..].Replace("[]", string.Empty)) is not null)
                    || (type.StartsWith("enum:", StringComparison.Ordinal) && (Catalog.Enumerations.Find(type["enum:".Length..]) is not null || IsOfTheFramework(type["enum:".Length..])));
                Assert.True(known, $"{row.Name} has the type '{type}'.");
            });

    [Fact]
    public void What_acts_or_is_asked_does_nothing_else() =>
        Assert.All(
            Catalog.Options.Where(row => (row.Access & (OptionAccess.Act | OptionAccess.Query)) != 0),
            row => Assert.Contains(row.Access, new[] { OptionAccess.Act, OptionAccess.Query }));

    [Fact]
    public void Only_a_call_that_acts_can_do_without_a_value() =>
        Assert.All(
            Catalog.Options.Where(row => row.Type is "none" or "Socket"),
            row => Assert.Equal(OptionAccess.Act, row.Access));

    [Fact]
    public void What_has_no_property_is_another_name_or_says_why_it_has_no_type() =>
        Assert.All(
            Catalog.Options.Where(row => row.Property.Length == 0 && row.Type != "raw"),
            row => Assert.StartsWith("Another name of ", row.Summary, StringComparison.Ordinal));

    [Fact]
    public void A_second_name_has_the_number_of_the_first() =>
        Assert.All(
            Catalog.Options.Where(row => row.Summary.StartsWith("Another name of ", StringComparison.Ordinal)),
            row =>
            {
                var first = Catalog.Options.Find(row.Level + "." + row.Summary["Another name of ".Length..].Split(',')[0]);
                Assert.True(first is { Property.Length: > 0 } && Number(first.Value) == Number(row.Value), row.Name);
            });

    [Fact]
    public void What_varies_in_length_has_a_limit() =>
        Assert.All(
            Catalog.Options.Where(row => row.Type is "string" or "InterfaceIndex[]" || (row.Type.StartsWith("value:", StringComparison.Ordinal) && row.Type.EndsWith("[]", StringComparison.Ordinal))),
            row => Assert.Matches("^(ansi|utf16|max|count32 max):[0-9]+$", row.Unit));

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
    public void No_method_is_called_as_a_type_that_stands_beside_it() =>
        Assert.All(
            Catalog.Options.Where(row => (row.Access & (OptionAccess.Act | OptionAccess.Query)) != 0),
            row => Assert.True(Catalog.Values.Find(row.Property) is null && Catalog.Enumerations.Find(row.Property) is null, row.Property));

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

    private static bool IsOfTheFramework(string name) => typeof(System.Net.Sockets.Socket).Assembly.GetType("System.Net.Sockets." + name) is { IsEnum: true }
        || typeof(System.Net.Sockets.AddressFamily).Assembly.GetType("System.Net.Sockets." + name) is { IsEnum: true };

    private static long Number(string value) =>
        value.StartsWith("0x", StringComparison.Ordinal)
            ? long.Parse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : long.Parse(value, CultureInfo.InvariantCulture);
}
