using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Calls;

/// <summary>What tests say about the functions that they call is so.</summary>
public sealed class CallsTests
{
    [Fact]
    public void A_test_calls_the_functions_that_it_names()
    {
        var claims = typeof(CallsTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Select(method => (Method: method, method.GetCustomAttribute<CallsAttribute>()?.Functions))
            .Where(claim => claim.Functions is not null)
            .ToList();

        Assert.NotEmpty(claims);
        Assert.Empty(claims.SelectMany(claim => claim.Functions!
            .Except(CodeReader.FunctionsCalledBy(claim.Method), StringComparer.Ordinal)
            .Select(function => $"{claim.Method.DeclaringType!.Name}.{claim.Method.Name} does not call {function}")));
    }

    [Fact]
    public void What_is_only_named_and_not_called_is_noticed()
    {
        var calls = CodeReader.FunctionsCalledBy(((Action)NameWithoutCalling).Method);

        Assert.Equal(["htons"], calls);
    }

    private static void NameWithoutCalling() => Assert.NotEqual(nameof(Ws2.ntohs), Ws2.htons(1).ToString(provider: null));
}
