using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WinsockGen.Windows.Tests.Bindings.Calls;
using WinsockGen.Windows.Tests.Features;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Winsock11;

/// <summary>Blocking hooks, which only Winsock 1.1 has.</summary>
public sealed unsafe class BlockingHookTests : SocketTest
{
    [WinsockFact]
    [Calls(nameof(Ws2.WSAIsBlocking))]
    public void No_call_of_this_thread_blocks() => Assert.Equal(0, Ws2.WSAIsBlocking());

    [WinsockFact(Requires = WinsockFeature.BlockingHooks)]
    [Calls(nameof(Ws2.WSASetBlockingHook), nameof(Ws2.WSAUnhookBlockingHook))]
    public void A_hook_replaces_the_one_before_it_until_it_is_taken_off()
    {
        delegate* unmanaged[Stdcall]<nint> hook = &Hook;

        var first = Ws2.WSASetBlockingHook((nint)hook);

        Assert.NotEqual(0, first);
        Assert.Equal((nint)hook, Ws2.WSASetBlockingHook((nint)hook));
        Assert.Equal(0, Ws2.WSAUnhookBlockingHook());
        Assert.Equal(first, Ws2.WSASetBlockingHook(first));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static nint Hook() => 0;
}
