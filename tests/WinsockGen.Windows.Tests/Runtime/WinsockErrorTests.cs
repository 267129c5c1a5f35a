using System.Collections.Generic;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime;

public sealed unsafe class WinsockErrorTests
{
    private const uint StatusPending = 0x103;

    [Fact]
    public void A_status_has_the_code_that_WSAGetOverlappedResult_gives()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var different = new List<string>();
        foreach (uint severity in new uint[] { 0, 0x80000000, 0xC0000000 })
        {
            for (uint code = 0; code < 0x400; code++)
            {
                uint status = severity | code;
                if (status == StatusPending)
                    continue;
                int theirs = Ask(socket, status);
                if (WinsockError.FromStatus(status) != theirs)
                    different.Add($"{status:X8}: {theirs}, not {WinsockError.FromStatus(status)}");
            }
        }

        Assert.Empty(different);
    }

    private static int Ask(Socket socket, uint status)
    {
        var overlapped = new Ws2.OVERLAPPED { Internal = status };
        uint transferred;
        uint flags;
        return WSAGetOverlappedResult((nuint)socket.Handle, &overlapped, &transferred, 0, &flags) != 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    // The runtime never calls it, so that its bindings do not have it.
    [DllImport("ws2_32", ExactSpelling = true, SetLastError = true)]
    private static extern int WSAGetOverlappedResult(nuint socket, Ws2.OVERLAPPED* overlapped, uint* transferred, int wait, uint* flags);
}
