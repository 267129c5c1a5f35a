using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>How functions report failure, and how much memory their pointers name.</summary>
public class FunctionTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    [Fact]
    public void Who_says_failure_by_a_special_value_leaves_the_reason_in_the_last_error() =>
        Assert.All(
            Catalog.Functions.Where(row => row.Failure.Kind is not (FailureKind.None or FailureKind.ErrorCode)),
            row => Assert.True(row.SetsLastError, row.Name));

    [Fact]
    public void Who_cannot_fail_leaves_the_last_error_alone() =>
        Assert.All(
            Catalog.Functions.Where(row => row.Failure.Kind == FailureKind.None),
            row => Assert.False(row.SetsLastError, row.Name));

    [Theory]
    [InlineData("htons")]
    [InlineData("ntohl")]
    [InlineData("WSAStartup")]
    [InlineData("WSAGetLastError")]
    [InlineData("WSASetLastError")]
    [InlineData("getaddrinfo")]
    [InlineData("GetAddrInfoExW")]
    [InlineData("FreeAddrInfoW")]
    [InlineData("GetAcceptExSockaddrs")]
    public void Windows_does_not_set_the_last_error_of(string function) => Assert.False(Catalog.Functions.Find(function)!.SetsLastError);

    [Theory]
    [InlineData("AcceptEx")]
    [InlineData("closesocket")]
    [InlineData("WSAPoll")]
    [InlineData("WSACleanup")]
    [InlineData("GetNameInfoW")]
    [InlineData("GetQueuedCompletionStatusEx")]
    [InlineData("WSAWaitForMultipleEvents")]
    public void Windows_sets_the_last_error_of(string function) => Assert.True(Catalog.Functions.Find(function)!.SetsLastError);

    [Fact]
    public void The_result_fits_the_way_that_failure_is_said() =>
        Assert.All(
            Catalog.Functions.Select(row => (row.Name, row.Returns, row.Failure))
                .Concat(Catalog.Extensions.Select(row => (row.Name, row.Returns, row.Failure))),
            row => Assert.True(Fits(row.Returns, row.Failure.Kind), $"{row.Name} returns {row.Returns}"));

    [Fact]
    public void A_size_is_an_expression_over_the_other_parameters() =>
        Assert.All(
            AllParameters().SelectMany(list => list.Parameters.Where(parameter => parameter.Size is not null)
                .Select(parameter => (list.Owner, list.Parameters, Parameter: parameter))),
            use => Assert.All(
                Regex.Split(use.Parameter.Size!.Expression, @"[^\w*]"),
                term => Assert.True(IsCount(term, use.Parameters), $"{use.Owner}: {use.Parameter.Name} has {term}")));

    [Fact]
    public void Only_a_pointer_has_a_size_or_takes_something_out() =>
        Assert.All(
            AllParameters().SelectMany(list => list.Parameters.Select(parameter => (list.Owner, Parameter: parameter))),
            use => Assert.True(
                IsPointer(use.Parameter.Type) || (use.Parameter.Size is null && use.Parameter.Direction == ParameterDirection.In),
                $"{use.Owner}: {use.Parameter.Name}"));

    [Fact]
    public void An_extension_function_that_a_DLL_exports_too_has_the_same_types_there() =>
        Assert.All(
            Catalog.Extensions.Where(row => Catalog.Functions.Find(row.Name) is not null),
            row => Assert.Equal(
                Catalog.Functions.Find(row.Name)!.Parameters.Select(parameter => parameter.Type.ToString()),
                row.Parameters.Select(parameter => parameter.Type.ToString())));

    private static bool Fits(TypeReference returns, FailureKind failure) => failure switch
    {
        FailureKind.SocketError => returns.ToString() == "int",
        FailureKind.InvalidSocket => returns.ToString() == "SOCKET",
        FailureKind.False => returns.ToString() == "BOOL",
        FailureKind.Null => IsPointer(returns) || Catalog.Types.Find(returns.Name)?.CSharp == "nint" || returns.Name == "nint",
        FailureKind.ErrorCode => returns.ToString() is "int" or "uint",
        _ => true,
    };

    private static bool IsPointer(TypeReference type) =>
        type.PointerDepth > 0 || Catalog.Types.Find(type.Name)?.CSharp.EndsWith('*') == true;

    private static bool IsCount(string term, IReadOnlyList<CatalogParameter> parameters)
    {
        var isPointee = term.StartsWith('*');
        return int.TryParse(term, out _)
            || parameters.Any(parameter => parameter.Name == term.TrimStart('*') && (parameter.Type.PointerDepth == 1) == isPointee);
    }

    private static IEnumerable<(string Owner, IReadOnlyList<CatalogParameter> Parameters)> AllParameters() =>
        Catalog.Functions.Select(row => (row.Name, row.Parameters))
            .Concat(Catalog.Extensions.Select(row => (row.Name, row.Parameters)))
            .Concat(Catalog.Callbacks.Select(row => (row.Name, row.Parameters)))
            .Concat(Catalog.Helpers.Select(row => (row.Name, row.Parameters)));
}
