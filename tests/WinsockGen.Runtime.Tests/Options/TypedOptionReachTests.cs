using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Values;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Options;

/// <summary>Every typed option of the runtime's sockets reaches Winsock at its level and number, and nothing but zeros goes out to be read into.</summary>
public sealed class TypedOptionReachTests
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public;

    public static TheoryData<SocketKinds, string> Options()
    {
        var data = new TheoryData<SocketKinds, string>();
        foreach (CatalogOption option in WinsockCatalog.Shared.Options.Where(IsTyped))
        {
            foreach (SocketKinds kind in SocketOfKind.All.Where(kind => (option.Kinds & kind) != 0))
                data.Add(kind, $"{option.Level}.{option.Name}");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void An_option_goes_to_its_level_and_number(SocketKinds kind, string name)
    {
        CatalogOption option = WinsockCatalog.Shared.Options.Find(name)!;
        using var subject = new SocketOfKind(kind);
        (ScriptedWorld world, WinsockSocket socket) = (subject.World, subject.Socket);
        int level = WinsockCatalog.Shared.Levels.Find(option.Level)!.Value;
        int number = int.Parse(option.Value, CultureInfo.InvariantCulture);
        var random = new Random(name.Length); // The same bytes in every run.

        // What was never set cannot be read.
        socket.SetRawSocketOption(level, number, [0]);
        var calls = 0;
        foreach (MethodInfo accessor in typeof(TypedOptions).GetMethods(Static).Where(method => IsAccessor(method, option.Property, socket)))
        {
            world.Winsock.OptionCalls.Clear();
            object[] arguments = [socket, .. accessor.GetParameters().Skip(1).Select(parameter => SampleValues.Of(parameter.ParameterType, random))];
            accessor.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

            ScriptedOptionCall call = Assert.Single(world.Winsock.OptionCalls);
            Assert.Equal((level, number), (call.Level, call.Name));
            Assert.True(option.Type == "none" || call.Bytes.Any(value => value != 0) == arguments.Length > 1, $"{accessor.Name}: {Convert.ToHexString(call.Bytes)}");
            calls++;
        }

        Assert.Equal((option.Access & (OptionAccess.Get | OptionAccess.Set)) == (OptionAccess.Get | OptionAccess.Set) ? 2 : 1, calls);
    }

    private static bool IsTyped(CatalogOption option) =>
        option.Property.Length > 0 && option.Value.Length > 0 && option.Type is not ("raw" or "Socket");

    // The compiler makes static methods of extension properties, and calls them by these names.
    private static bool IsAccessor(MethodInfo method, string property, WinsockSocket socket) =>
        (method.Name == property || method.Name == "get_" + property || method.Name == "set_" + property || method.Name == "Set" + property)
        && method.GetParameters()[0].ParameterType == socket.GetType();
}
