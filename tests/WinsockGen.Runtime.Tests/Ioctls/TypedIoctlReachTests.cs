using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Values;
using WinsockGen.Runtime.Tests.Options;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Ioctls;

/// <summary>Every typed ioctl of the runtime's sockets reaches WSAIoctl by its code, with the bytes that C programs would pass.</summary>
public sealed class TypedIoctlReachTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    public static TheoryData<SocketKinds, string> Methods()
    {
        var data = new TheoryData<SocketKinds, string>();
        foreach (var (kind, method) in Expected())
            data.Add(kind, $"{method.Ioctl}.{method.Name}");
        return data;
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_makes_one_call_with_its_code_its_bytes_and_room_for_the_answer(SocketKinds kind, string name)
    {
        CatalogIoctlMethod row = Catalog.IoctlMethods.Find(name)!;
        CatalogIoctl ioctl = Catalog.Ioctls.Find(row.Ioctl)!;
        uint code = uint.Parse(Catalog.Constants.Find(row.Ioctl)!.Value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        using var subject = new SocketOfKind(kind);
        ScriptedWinsock winsock = subject.World.Winsock;
        winsock.ControlOutputs[code] = [];
        winsock.Controls.Clear();

        MethodInfo method = Assert.Single(Emitted(), method => method.Name == row.Name && SocketOf(method) == subject.Socket.GetType());
        object[] arguments = SampleArguments(method);
        object?[] all = [subject.Socket, .. arguments, .. ioctl.IsCompletedLater ? [CancellationToken.None] : Array.Empty<object>()];
        var result = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, all, null);
        if (ioctl.IsCompletedLater)
        {
            winsock.RaiseChange(code);
            subject.World.Finish(Assert.IsAssignableFrom<Task>(result));
        }

        ScriptedControl control = Assert.Single(winsock.Controls);
        Assert.Equal(code, control.Code);
        Assert.Equal(Convert.ToHexString(IoctlExpectation.Input(row, arguments, control.InputAddress)), Convert.ToHexString(control.Input));
        Assert.Equal(IoctlExpectation.OutputLength(row, control.Input.Length), control.OutputLength);
        Assert.Equal(ioctl.IsCompletedLater, control.IsOverlapped);
    }

    [Fact]
    public void No_method_of_the_runtimes_sockets_is_left_out() => Assert.Equal(
        Expected().Select(expected => $"{expected.Method.Name} on {expected.Kind}Socket").Order(StringComparer.Ordinal),
        Emitted().Select(method => $"{method.Name} on {SocketOf(method).Name}").Order(StringComparer.Ordinal));

    /// <summary>What the catalog says there is. What only raw sockets have, the runtime's do not.</summary>
    private static IEnumerable<(SocketKinds Kind, CatalogIoctlMethod Method)> Expected() =>
        from method in Catalog.IoctlMethods
        from kind in SocketOfKind.All
        where (Catalog.Ioctls.Find(method.Ioctl)!.Kinds & kind) != 0
        select (kind, method);

    private static IEnumerable<MethodInfo> Emitted()
    {
        HashSet<string> names = [.. Catalog.IoctlMethods.Select(method => method.Name)];
        return typeof(TypedOptions).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(method => names.Contains(method.Name) && SocketOf(method).IsSubclassOf(typeof(WinsockSocket)));
    }

    private static Type SocketOf(MethodInfo method) => method.GetParameters()[0].ParameterType;

    /// <summary>Arguments that a method takes, the same in every run.</summary>
    private static object[] SampleArguments(MethodInfo method)
    {
        var random = new Random(method.Name.Length);
        return [.. method.GetParameters().Skip(1).Select(parameter => parameter.ParameterType).Where(type => type != typeof(CancellationToken)).Select(type =>
            type == typeof(EndPoint) ? new IPEndPoint(IPAddress.Parse("192.0.2.7"), 80)
            : type == typeof(EndPoint[]) ? new EndPoint[] { new IPEndPoint(IPAddress.Parse("2001:db8::1%4"), 80), new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.7"), 443) }
            : SampleValues.Of(type, random))];
    }
}
