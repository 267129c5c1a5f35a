using System;
using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>Every name that the SDK's headers declare is in the catalog, or the list says why not.</summary>
public class HeaderNameTests
{
    [Fact]
    public void A_name_of_the_headers_is_in_the_catalog_unless_the_list_says_why_not() =>
        Assert.All(
            HeaderName.All.Where(row => row.Reason.Length == 0),
            row => Assert.True(row.IsInCatalog, $"{row.Kind} {row.Name} of {row.Header}"));

    [Fact]
    public void A_name_that_the_list_excuses_is_not_in_the_catalog() =>
        Assert.All(
            HeaderName.All.Where(row => row.Reason.Length > 0),
            row => Assert.False(row.IsInCatalog, $"{row.Kind} {row.Name}: {row.Reason}"));

    [Fact]
    public void The_list_is_sorted_and_names_nothing_twice()
    {
        var keys = HeaderName.All.Select(row => row.Kind + "\t" + row.Name).ToList();

        Assert.Equal(keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void Nothing_is_put_off() => Assert.DoesNotContain(HeaderName.All, row => row.Reason == HeaderName.NotYet);
}
