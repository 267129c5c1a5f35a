using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>Ioctls: that all are there, agree with the constants, and have a method or a reason.</summary>
public class IoctlTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    [Fact]
    public void Every_control_code_among_the_constants_is_here_and_no_other() =>
        Assert.Equal(
            Catalog.Constants.Where(row => row.Group is "SIO*" or "FIO*").Select(row => row.Name),
            Catalog.Ioctls.Select(row => row.Name));

    [Fact]
    public void An_ioctl_has_a_method_or_says_why_not() =>
        Assert.All(Catalog.Ioctls, row => Assert.True(
            row.Note.Length == 0 == Catalog.IoctlMethods.Any(method => method.Ioctl == row.Name), row.Name));

    [Fact]
    public void A_method_belongs_to_an_ioctl_that_some_socket_has() =>
        Assert.All(Catalog.IoctlMethods, method => Assert.NotEqual(SocketKinds.None, Catalog.Ioctls.Find(method.Ioctl)!.Kinds));

    [Fact]
    public void A_method_begins_with_the_word_of_its_level() =>
        Assert.All(
            Catalog.IoctlMethods,
            row => Assert.StartsWith(Catalog.Levels.Find(row.Level)!.Flag, row.Name, StringComparison.Ordinal));

    [Fact]
    public void A_method_is_called_Async_where_Windows_completes_it_later() =>
        Assert.All(
            Catalog.IoctlMethods,
            row => Assert.Equal(Catalog.Ioctls.Find(row.Ioctl)!.IsCompletedLater, row.Name.EndsWith("Async", StringComparison.Ordinal)));

    [Fact]
    public void The_name_of_a_method_is_that_of_no_other_method_option_value_or_enumeration()
    {
        var names = Catalog.IoctlMethods.Select(row => row.Name).ToList();
        var others = Catalog.Options.Select(row => row.Property)
            .Concat(Catalog.Values.Select(row => row.Name))
            .Concat(Catalog.Enumerations.Select(row => row.Name));

        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(names.Intersect(others, StringComparer.Ordinal));
    }

    [Fact]
    public void Two_methods_of_one_code_belong_to_two_families_or_choose_by_a_number() =>
        Assert.All(
            Catalog.IoctlMethods.GroupBy(row => Catalog.Constants.Find(row.Ioctl)!.Value + " " + row.Level),
            group => Assert.True(
                group.Count() == 1 || group.All(row => row.Input.Contains('=', StringComparison.Ordinal) || row.Input.StartsWith("value:", StringComparison.Ordinal)),
                group.Key));

    [Fact]
    public void Input_and_output_go_the_way_that_the_code_says()
    {
        // IOC_IN and IOC_OUT. The codes of vendors do not keep to it, and SIO_FIND_ROUTE does not either.
        const uint In = 0x80000000;
        const uint Out = 0x40000000;
        const uint Vendor = 0x18000000;
        foreach (var method in Catalog.IoctlMethods.Where(row => row.Ioctl != "SIO_FIND_ROUTE"))
        {
            var code = uint.Parse(Catalog.Constants.Find(method.Ioctl)!.Value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if ((code & Vendor) == Vendor)
            {
                continue;
            }

            Assert.True(method.Input.Length == 0 || (code & In) != 0, method.Name + " takes what the code does not");
            Assert.True(method.Output.Length == 0 || (code & (In | Out)) != 0, method.Name + " gives what the code does not");
        }
    }
}
