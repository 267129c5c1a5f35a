using System;
using System.Net.Sockets;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>What Winsock answers to a call, as a code.</summary>
internal static class SocketErrors
{
    public static SocketError Of(Action call)
    {
        try
        {
            call();
            return SocketError.Success;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode;
        }
    }
}
