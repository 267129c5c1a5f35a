using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Reflection;
using WinsockGen.Catalog;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>The emitted properties by name, for tests about all of them. The compiler makes static methods of extension members.</summary>
internal static class TypedAccess
{
    /// <summary>The options that can be read or set as one simple value on <see cref="Socket"/>.</summary>
    public static IEnumerable<string> Options => WinsockCatalog.Shared.Options
        .Where(option => option.Property.Length > 0 && (option.Access & (OptionAccess.Get | OptionAccess.Set)) != 0 && OptionSubject.IsSimple(option))
        .Select(option => option.Level + "." + option.Name);

    public static object? Get(string property, Socket socket) =>
        Invoke(typeof(AllOptions).GetMethod("get_" + property, [typeof(Socket)])!, socket);

    public static void Set(string property, Socket socket, object? value) => Invoke(Setter(property), socket, value);

    /// <summary>An option that cannot be read has a method that sets it.</summary>
    private static MethodInfo Setter(string property) => typeof(AllOptions).GetMethods()
        .Single(method => (method.Name == "set_" + property || method.Name == "Set" + property) && method.GetParameters()[0].ParameterType == typeof(Socket));

    private static object? Invoke(MethodInfo method, params object?[] arguments) =>
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
