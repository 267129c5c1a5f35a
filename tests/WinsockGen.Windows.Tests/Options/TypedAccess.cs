using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Reflection;
using WinsockGen.Catalog;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>The emitted properties by name, for tests about all of them. The compiler makes static methods of extension properties.</summary>
internal static class TypedAccess
{
    /// <summary>The options that have a property on <see cref="Socket"/>.</summary>
    public static IEnumerable<string> Options => WinsockCatalog.Shared.Options
        .Where(option => option.Property.Length > 0 && Getter(option.Property) is not null && OptionSubject.HasSamples(option.Type))
        .Select(option => option.Level + "." + option.Name);

    public static object? Get(string property, Socket socket) => Invoke(Getter(property)!, socket);

    public static void Set(string property, Socket socket, object? value) =>
        Invoke(typeof(AllOptions).GetMethod("set_" + property, [typeof(Socket), Getter(property)!.ReturnType])!, socket, value);

    private static MethodInfo? Getter(string property) => typeof(AllOptions).GetMethod("get_" + property, [typeof(Socket)]);

    private static object? Invoke(MethodInfo method, params object?[] arguments) =>
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
