using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>
/// Whatever has a socket, a sized buffer or a pointer to one struct has a friendly overload, or stands here with the reason why not.
/// </summary>
public sealed class OverloadCoverageTests
{
    private const string Asynchronous = "Windows writes to the memory after the call has returned";
    private const string Dequeues = "takes completions off a port: what looks like a failure is a timeout, or belongs to the operation";
    private const string Address = "takes an address of any family, whose length nobody passes";
    private const string Overlapped = "takes an OVERLAPPED, which must stay where it is until its operation has completed";
    private const string Frees = "frees the very memory that another function returned";

    private static readonly Dictionary<string, string> Without = new()
    {
        ["CancelIoEx"] = Overlapped,
        ["FreeAddrInfoEx"] = Frees,
        ["FreeAddrInfoExW"] = Frees,
        ["FreeAddrInfoW"] = Frees,
        ["GetAddrInfoExOverlappedResult"] = Overlapped,
        ["GetQueuedCompletionStatusEx"] = Dequeues,
        ["PostQueuedCompletionStatus"] = Overlapped,
        ["ProcessSocketNotifications"] = Dequeues,
        ["QOSCancel"] = Overlapped,
        ["QOSStartTrackingClient"] = Address,
        ["QOSStopTrackingClient"] = Address,
        ["WSAAsyncGetHostByAddr"] = Asynchronous,
        ["WSAAsyncGetHostByName"] = Asynchronous,
        ["WSAAsyncGetProtoByName"] = Asynchronous,
        ["WSAAsyncGetProtoByNumber"] = Asynchronous,
        ["WSAAsyncGetServByName"] = Asynchronous,
        ["WSAAsyncGetServByPort"] = Asynchronous,
        ["closesocket"] = "a SafeHandle closes its own socket",
        ["freeaddrinfo"] = Frees,
    };

    private static readonly Dictionary<string, string> ExtensionsWithout = new()
    {
        ["RIORegisterBuffer"] = "the memory is the provider's until it is deregistered",
    };

    [Fact]
    public async Task Every_function_that_could_be_friendlier_has_an_overload()
    {
        var ws2 = await EmittedAssembly.Modern;

        var missing = WinsockCatalog.Shared.Functions
            .Where(row => CouldBeFriendlier(row.Parameters) && OverloadsOf(ws2, row.Name) == 0)
            .Select(row => row.Name);

        Assert.Equal(string.Join("\n", Without.Keys.Order(StringComparer.Ordinal)), string.Join("\n", missing.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Every_extension_function_that_could_be_friendlier_has_an_overload()
    {
        var table = (await EmittedAssembly.Modern).GetNestedType("ExtensionFunctions")!;

        var missing = WinsockCatalog.Shared.Extensions
            .Where(row => CouldBeFriendlier(row.Parameters) && OverloadsOf(table, row.Name) == 0)
            .Select(row => row.Name);

        Assert.Equal(string.Join("\n", ExtensionsWithout.Keys), string.Join("\n", missing));
    }

    /// <summary>All methods of a name but the raw one.</summary>
    private static int OverloadsOf(Type type, string name) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance).Count(method => method.Name == name) - 1;

    private static bool CouldBeFriendlier(IReadOnlyList<CatalogParameter> parameters) => parameters.Any(parameter =>
        parameter.Type is { Name: "SOCKET", PointerDepth: 0 }
        || parameter.Size is not null
        || (parameter.Type.PointerDepth == 1 && (parameter.Type.Name == "Guid" || WinsockCatalog.Shared.Structs.IndexOf(parameter.Type.Name) >= 0)));
}
