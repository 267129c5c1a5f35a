using System.Net.Sockets;
using System.Reflection;

/// <summary>Asks this machine's Winsock for every option of <see cref="Options"/> that can be read, on sockets of each kind.</summary>
internal static class OptionSurvey
{
    private const string Getter = "get_";

    public static void Write(TextWriter output)
    {
        // Wine 8 does not bear exceptions that leave interpreted calls; compiled ones are the same everywhere else.
        AppContext.SetSwitch("Switch.System.Reflection.ForceEmitInvoke", true);

        output.WriteLine($"{"Options of this machine's Winsock",-40}{"TCP",7}{"UDP",7}{"TCP/v6",9}{"UDP/v6",9}");

        // An extension property is, for those who look, a static method that takes the socket.
        var getters = typeof(Options).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(method => method.Name.StartsWith(Getter) && method.GetParameters()[0].ParameterType == typeof(Socket));
        foreach (var getter in getters.OrderBy(getter => getter.Name, StringComparer.Ordinal))
        {
            output.WriteLine($"{getter.Name[Getter.Length..],-40}"
                + $"{Ask(getter, AddressFamily.InterNetwork, SocketType.Stream),7}{Ask(getter, AddressFamily.InterNetwork, SocketType.Dgram),7}"
                + $"{Ask(getter, AddressFamily.InterNetworkV6, SocketType.Stream),9}{Ask(getter, AddressFamily.InterNetworkV6, SocketType.Dgram),9}");
        }
    }

    /// <summary><c>yes</c>, or Winsock's error: 10042 (WSAENOPROTOOPT) where this Windows or this protocol lacks the option.</summary>
    private static string Ask(MethodInfo getter, AddressFamily family, SocketType type)
    {
        try
        {
            using var socket = new Socket(family, type, ProtocolType.Unspecified);
            getter.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [socket], null);
            return "yes";
        }
        catch (SocketException error)
        {
            return $"{error.ErrorCode}";
        }
    }
}
