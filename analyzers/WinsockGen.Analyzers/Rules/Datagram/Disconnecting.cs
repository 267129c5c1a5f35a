using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Operations;

namespace WinsockGen.Analyzers.Rules.Datagram;

/// <summary>Recognises calls that end a conversation: closing the socket, or forgetting the peer.</summary>
internal static class Disconnecting
{
    private static readonly HashSet<string> Closing = ["Close", "CloseAsync", "Dispose", "DisposeAsync", "Shutdown", "closesocket", "shutdown"];

    private static readonly HashSet<string> Ending = ["Remove", "Drop", "Close", "Kick", "Forget", "Delete", "Shutdown"];

    private static readonly HashSet<string> Partners = ["Peer", "Client", "Connection", "Session", "Remote"];

    /// <param name="call">The call to judge.</param>
    /// <param name="receive">The receive, whose socket counts.</param>
    public static bool IsCall(IInvocationOperation call, IOperation receive)
    {
        string name = call.TargetMethod.Name;
        if (Closing.Contains(name))
            return Socket(call) is { } closed && SymbolEqualityComparer.Default.Equals(closed, Socket(receive));
        string[] words = [.. Words(name)];
        return words.Any(word => word is "Disconnect" or "Disconnected") || (words.Any(Ending.Contains) && words.Any(Partners.Contains));
    }

    private static ISymbol? Socket(IOperation operation) => operation is IInvocationOperation call
        ? (call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value).Variable()
        : null;

    /// <summary>The words of a name in Pascal or camel case.</summary>
    private static IEnumerable<string> Words(string name)
    {
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && !char.IsUpper(name[i]))
                continue;
            yield return name.Substring(start, i - start);
            start = i;
        }
    }
}
