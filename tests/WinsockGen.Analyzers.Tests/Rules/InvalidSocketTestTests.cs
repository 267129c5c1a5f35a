using System.Threading.Tasks;
using Xunit;
using Verify = WinsockGen.Analyzers.Tests.Verification.Rule<
    WinsockGen.Analyzers.Rules.Errors.WSG6001InvalidSocketTest,
    WinsockGen.CodeFixes.Errors.WSG6001CompareWithInvalidSocket>;

namespace WinsockGen.Analyzers.Tests.Rules;

public class InvalidSocketTestTests
{
    [Theory]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s == 0|]) throw new SocketException();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s != 0|]) Console.WriteLine();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s < 0|]) throw new SocketException();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s <= 0|]) throw new SocketException();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s > 0|]) Console.WriteLine();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|0 == s|]) throw new SocketException();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s is 0|]) throw new SocketException();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s is not 0|]) Console.WriteLine();")]
    [InlineData("int s = Native.SocketAsInt(2, 1, 6); if ([|s < 0|]) throw new SocketException();")]
    [InlineData("nuint s = Native.WSASocket(2, 1, 6, null, 0, 1); if ([|s == 0|]) throw new SocketException();")]
    [InlineData("IntPtr s = Native.Accept(1, null, null); if ([|s == IntPtr.Zero|]) throw new SocketException();")]
    [InlineData("IntPtr s = Native.Accept(1, null, null); if ([|s.Equals(IntPtr.Zero)|]) throw new SocketException();")]
    [InlineData("IntPtr s = Native.Accept(1, null, null); if ([|s.ToInt64() <= 0|]) throw new SocketException();")]
    [InlineData("IntPtr s = Native.Accept(1, null, null); if ([|s == default|]) throw new SocketException();")]
    [InlineData("if ([|Native.socket(2, 1, 6) == 0|]) throw new SocketException();")]
    [InlineData("nint s; if ([|(s = Native.socket(2, 1, 6)) == 0|]) throw new SocketException();")]
    [InlineData("nint s; s = Native.socket(2, 1, 6); if ([|s == 0|]) throw new SocketException();")]
    [InlineData("if ([|(int)Native.socket(2, 1, 6) < 0|]) throw new SocketException();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s == 0|]) s = Native.socket(23, 1, 6);")]
    public Task A_test_for_anything_but_INVALID_SOCKET_is_found(string statements)
        => Verify.Finds($$"""unsafe void M() { {{statements}} }""");

    [Fact]
    public Task The_field_that_is_assigned_in_the_test_is_found()
        => Verify.Finds("""
            nint _socket;
            void M() { if ([|(_socket = Native.socket(2, 1, 6)) == 0|]) throw new SocketException(); }
            """);

    [Fact]
    public Task A_safe_handle_that_takes_0_for_invalid_is_found()
        => Verify.Finds("""
            class WrongHandle : System.Runtime.InteropServices.SafeHandle
            {
                public WrongHandle() : base(IntPtr.Zero, true) { }
                public override bool IsInvalid => handle == IntPtr.Zero;
                protected override bool ReleaseHandle() => true;
            }
            class RightHandle : Microsoft.Win32.SafeHandles.SafeHandleMinusOneIsInvalid
            {
                public RightHandle() : base(true) { }
                protected override bool ReleaseHandle() => true;
            }
            [System.Runtime.InteropServices.DllImport("ws2_32", EntryPoint = "socket")]
            static extern WrongHandle Wrong(int af, int type, int protocol);
            [System.Runtime.InteropServices.DllImport("ws2_32", EntryPoint = "socket")]
            static extern Microsoft.Win32.SafeHandles.SafeFileHandle File(int af, int type, int protocol);
            [System.Runtime.InteropServices.DllImport("ws2_32", EntryPoint = "socket")]
            static extern RightHandle Right(int af, int type, int protocol);
            void M()
            {
                WrongHandle wrong = Wrong(2, 1, 6);
                if ([|wrong.IsInvalid|]) throw new SocketException();
                using var file = File(2, 1, 6);
                if ([|file.IsInvalid|]) throw new SocketException();
                using var right = Right(2, 1, 6);
                if (right.IsInvalid) throw new SocketException();
            }
            """);

    [Fact]
    public Task LibraryImport_is_covered()
        => Verify.Finds("""
            [System.Runtime.InteropServices.LibraryImport("ws2_32.dll", EntryPoint = "socket", SetLastError = true)]
            private static partial nint Create(int af, int type, int protocol);
            private static partial nint Create(int af, int type, int protocol) => 0;
            void M() { nint s = Create(2, 1, 6); if ([|s == 0|]) throw new SocketException(); }
            """);

    [Fact]
    public Task Lambdas_local_functions_async_code_and_iterators_are_covered()
        => Verify.Finds("""
            Action Lambda() => () => { nint s = Native.socket(2, 1, 6); if ([|s == 0|]) throw new SocketException(); };
            void Local() { Make(); void Make() { nint s = Native.socket(2, 1, 6); if ([|s == 0|]) throw new SocketException(); } }
            IEnumerable<nint> Iterator() { nint s = Native.socket(2, 1, 6); if ([|s == 0|]) yield break; yield return s; }
            """);

    [Fact]
    public Task Top_level_statements_are_covered()
        => Verify.FindsIn(
            """
            nint s = Native.socket(2, 1, 6);
            if ([|s == 0|]) throw new System.Exception();
            """,
            Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("nint s = Native.socket(2, 1, 6); if (s == -1) throw new SocketException();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if (s == Native.INVALID_SOCKET) throw new SocketException();")]
    [InlineData("nuint s = Native.WSASocket(2, 1, 6, null, 0, 1); if (s == nuint.MaxValue) throw new SocketException();")]
    [InlineData("IntPtr s = Native.Accept(1, null, null); if (s == new IntPtr(-1)) throw new SocketException();")]
    [InlineData("if (Native.socket(2, 1, 6) is -1) throw new SocketException();")]
    public Task A_test_for_INVALID_SOCKET_is_right(string statements)
        => Verify.Finds($$"""unsafe void M() { {{statements}} }""");

    [Theory]
    [InlineData("nint s = Native.socket(2, 1, 6); if (s == 0 || s == Native.INVALID_SOCKET) throw new SocketException();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if (s == 0 || s == -1) throw new SocketException();")]
    public Task A_test_for_0_beside_the_right_one_does_no_harm(string statements)
        => Verify.Finds($$"""unsafe void M() { {{statements}} }""");

    [Theory]
    [InlineData("nint s = 0; try { s = Native.socket(2, 1, 6); } finally { if (s != 0) Native.closesocket(s); }")]
    [InlineData("if (_socket == 0) _socket = Native.socket(2, 1, 6);")]
    [InlineData("_socket = Native.socket(2, 1, 6); if (_socket == 0) return;")]
    [InlineData("nint s = Native.socket(2, 1, 6); if (s != 0) { Native.closesocket(s); s = 0; } if (s == 0) return;")]
    public Task Zero_may_stand_for_not_created_yet(string statements)
        => Verify.Finds($$"""
            nint _socket;
            unsafe void M() { {{statements}} }
            """);

    [Theory]
    [InlineData("int fd = Native.UnixSocket(2, 1, 6); if (fd < 0) throw new SocketException();")]
    [InlineData("int r = Native.closesocket(1); if (r != 0) throw new SocketException();")]
    [InlineData("nint s = Native.socket(2, 1, 6); if (s > 5) Console.WriteLine();")]
    public Task Other_functions_and_other_numbers_are_not_judged(string statements)
        => Verify.Finds($$"""unsafe void M() { {{statements}} }""");

    [Theory]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s == 0|]) return;", "nint s = Native.socket(2, 1, 6); if (s == Native.INVALID_SOCKET) return;")]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s > 0|]) return;", "nint s = Native.socket(2, 1, 6); if (s != Native.INVALID_SOCKET) return;")]
    [InlineData("nint s = Native.socket(2, 1, 6); if ([|s is 0|]) return;", "nint s = Native.socket(2, 1, 6); if (s == Native.INVALID_SOCKET) return;")]
    [InlineData("int s = Native.SocketAsInt(2, 1, 6); if ([|s < 0|]) return;", "int s = Native.SocketAsInt(2, 1, 6); if (s == -1) return;")]
    [InlineData("nuint s = Native.WSASocket(2, 1, 6, null, 0, 1); if ([|s == 0|]) return;", "nuint s = Native.WSASocket(2, 1, 6, null, 0, 1); if (s == unchecked((nuint)(-1))) return;")]
    [InlineData("nint s; if ([|(s = Native.socket(2, 1, 6)) == 0|]) return;", "nint s; if ((s = Native.socket(2, 1, 6)) == Native.INVALID_SOCKET) return;")]
    [InlineData("IntPtr s = Native.Accept(1, null, null); if ([|s.ToInt64() <= 0|]) return;", "IntPtr s = Native.Accept(1, null, null); if (s == Native.INVALID_SOCKET) return;")]
    [InlineData("IntPtr s = Native.Accept(1, null, null); if ([|s.Equals(IntPtr.Zero)|]) return;", "IntPtr s = Native.Accept(1, null, null); if (s.Equals(Native.INVALID_SOCKET)) return;")]
    public Task The_fix_compares_with_INVALID_SOCKET(string bad, string good)
        => Verify.Fixes($$"""unsafe void M() { {{bad}} }""", $$"""unsafe void M() { {{good}} }""");

    [Fact]
    public Task The_fix_writes_the_value_where_the_name_is_missing()
        => Verify.Fixes(
            """
            static class Imports
            {
                [System.Runtime.InteropServices.DllImport("ws2_32")]
                public static extern nint socket(int af, int type, int protocol);
            }
            void M()
            {
                nint one = Imports.socket(2, 1, 6);
                if ([|one == 0|] /* why */) return;
                nint two = Imports.socket(2, 1, 6);
                if ([|two != IntPtr.Zero|]) return;
            }
            """,
            """
            static class Imports
            {
                [System.Runtime.InteropServices.DllImport("ws2_32")]
                public static extern nint socket(int af, int type, int protocol);
            }
            void M()
            {
                nint one = Imports.socket(2, 1, 6);
                if (one == -1 /* why */) return;
                nint two = Imports.socket(2, 1, 6);
                if (two != -1) return;
            }
            """);
}
