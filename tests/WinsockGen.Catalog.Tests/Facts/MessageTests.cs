using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>Control messages: that they agree with the constants and the options, and that a typed message can exist where one is named.</summary>
public class MessageTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    [Fact]
    public void The_type_of_a_message_is_the_value_of_its_constant() =>
        Assert.All(Catalog.Messages, row => Assert.Equal(int.Parse(Catalog.Constants.Find(row.Name)!.Value, CultureInfo.InvariantCulture), row.Value));

    [Fact]
    public void Every_level_has_a_row() => Assert.All(Catalog.Messages, row => Assert.NotNull(Catalog.Levels.Find(row.Level)));

    [Fact]
    public void Every_address_family_has_a_constant() =>
        Assert.All(Catalog.Messages.SelectMany(row => row.Families), family => Assert.NotNull(Catalog.Constants.Find(family)));

    [Fact]
    public void What_turns_a_message_on_is_an_option_of_its_level_or_an_ioctl() =>
        Assert.All(
            Catalog.Messages.Where(row => row.Option.Length > 0),
            row => Assert.True(
                Catalog.Options.Find(row.Level + "." + row.Option) is not null
                || (row.Option.StartsWith("SIO_", StringComparison.Ordinal) && Catalog.Constants.Find(row.Option) is not null),
                $"{row.Name}: {row.Option}"));

    [Fact]
    public void A_message_goes_some_way_on_some_socket() =>
        Assert.All(
            Catalog.Messages,
            row =>
            {
                Assert.NotEqual(MessageDirection.None, row.Direction);
                Assert.NotEqual(SocketKinds.None, row.Kinds);
                Assert.NotEmpty(row.Families);
            });

    [Fact]
    public void A_message_has_a_name_or_a_reason_why_it_has_no_type() =>
        Assert.All(
            Catalog.Messages,
            row =>
            {
                Assert.Equal(row.Type == "raw", row.Message.Length == 0);
                Assert.Equal(row.Type == "raw", row.Unit.Length > 0);
            });

    [Fact]
    public void A_name_begins_with_the_word_of_its_level_and_is_that_of_one_message() =>
        Assert.All(
            Catalog.Messages.Where(row => row.Message.Length > 0).GroupBy(row => row.Message),
            rows => Assert.StartsWith(Catalog.Levels.Find(Assert.Single(rows).Level)!.Flag, rows.Key, StringComparison.Ordinal));

    [Fact]
    public void Every_type_of_message_among_the_options_is_here() =>
        Assert.All(
            Catalog.Options.Where(row => row.Unit == "a type of control message, not an option"),
            row => Assert.NotNull(Catalog.Messages.Find(row.Level + "." + row.Name)));
}
