using System.Threading.Tasks;
using Xunit;
using Verify = WinsockGen.Analyzers.Tests.Verification.Rule<
    WinsockGen.Analyzers.Rules.Stream.WSG1005ReadLoopCountNotShrunk,
    WinsockGen.CodeFixes.Stream.WSG1005AskForWhatIsMissing>;

namespace WinsockGen.Analyzers.Tests.Rules;

public class ReadLoopCountNotShrunkTests
{
    [Theory]
    [InlineData("while (off < len) { int n = s.Receive(b, off, [|len|], SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("while (off < len) { int n = await s.ReceiveAsync(b.AsMemory(off, [|len|])); if (n == 0) break; off += n; }")]
    [InlineData("while (off < len) off += s.Receive(b, off, [|len|], SocketFlags.None);")]
    [InlineData("int n; do { n = s.Receive(b, off, [|b.Length|], SocketFlags.None); off = off + n; } while (n > 0);")]
    [InlineData("for (int n; off < len; off += n) { n = s.Receive(b, off, [|len|], SocketFlags.None); if (n == 0) return; }")]
    [InlineData("int n; while ((n = s.Receive(b, off, [|1024|], SocketFlags.None)) > 0) off += n;")]
    [InlineData("again: int n = s.Receive(b, off, [|len|], SocketFlags.None); off += n; if (off < len && n > 0) goto again;")]
    [InlineData("while (off < len) { var part = new ArraySegment<byte>(b, off, len); int n = s.Receive(b.AsSpan(off, [|len|])); if (n == 0) break; off += n; Console.WriteLine(part.Count); }")]
    [InlineData("while (true) { len = 8; off = 0; while (off < len) { int n = s.Receive(b, off, [|len|], SocketFlags.None); if (n == 0) return; off += n; } }")]
    [InlineData("while (off < len) { try { int n = s.Receive(b, off, [|len|], SocketFlags.None); if (n == 0) break; off += n; } catch (SocketException) { continue; } }")]
    [InlineData("while (off < len) { int n = s.Receive(b, 2 + off, [|len|], SocketFlags.None); if (n == 0) break; off += n; }")]
    public Task A_count_that_stays_while_the_offset_grows_is_found(string loop)
        => Verify.Finds($$"""async Task M(Socket s, byte[] b, int len) { await Task.Yield(); int off = 0; {{loop}} }""");

    [Theory]
    [InlineData("int got = 0, n; while ((got += n = network.Read(b, got, [|2|])) < 2) { if (n <= 0) throw new TimeoutException(); }")]
    [InlineData("int got = 0, n; while ((got += (n = await network.ReadAsync(b, got, [|2|]).ConfigureAwait(false))) < 2) { if (n <= 0) throw new TimeoutException(); }")]
    [InlineData("int got = 0; while (got < b.Length) { int n = await tls.ReadAsync(b, got, [|b.Length|]); if (n == 0) throw new EndOfStreamException(); got += n; }")]
    public Task Network_streams_are_covered(string loop)
        => Verify.Finds($$"""async Task M(NetworkStream network, SslStream tls, byte[] b) { await Task.Yield(); {{loop}} }""");

    [Theory]
    [InlineData("while (off < len) { int n = Native.recv(s, p + off, [|len|], 0); if (n <= 0) return; off += n; }")]
    [InlineData("fixed (byte* q = new byte[9]) while (off < len) { int n = Native.recv(s, &q[off], [|len|], 0); if (n <= 0) return; off += n; }")]
    public Task Native_receives_are_covered(string loop)
        => Verify.Finds($$"""unsafe void M(nint s, byte* p, int len) { int off = 0; {{loop}} }""");

    [Fact]
    public Task The_runtimes_stream_socket_is_covered()
        => Verify.Finds("""
            async Task M(WinsockGen.StreamSocket s, byte[] b)
            {
                int off = 0;
                while (off < b.Length)
                {
                    int n = await s.ReceiveAsync(b.AsMemory(off, [|b.Length|]));
                    if (n == 0) break;
                    off += n;
                }
            }
            """);

    [Fact]
    public Task Fields_lambdas_local_functions_and_iterators_are_covered()
        => Verify.Finds("""
            int _offset;
            void Field(Socket s, byte[] b) { while (_offset < 4) { int n = s.Receive(b, _offset, [|4|], SocketFlags.None); if (n == 0) return; _offset += n; } }
            Action Lambda(Socket s, byte[] b) => () => { int o = 0; while (o < 4) { int n = s.Receive(b, o, [|4|], SocketFlags.None); if (n == 0) return; o += n; } };
            void Local(Socket s, byte[] b) { Fill(); void Fill() { int o = 0; while (o < 4) { int n = s.Receive(b, o, [|4|], SocketFlags.None); if (n == 0) return; o += n; } } }
            IEnumerable<int> Iterator(Socket s, byte[] b) { int o = 0; while (o < 4) { int n = s.Receive(b, o, [|4|], SocketFlags.None); if (n == 0) yield break; o += n; yield return o; } }
            """);

    [Fact]
    public Task Top_level_statements_are_covered()
        => Verify.FindsIn(
            """
            using System.Net.Sockets;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            var buffer = new byte[8];
            int offset = 0;
            while (offset < 8)
            {
                int n = socket.Receive(buffer, offset, [|8|], SocketFlags.None);
                if (n == 0) break;
                offset += n;
            }
            """,
            Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("while (off < len) { int n = s.Receive(b, off, len - off, SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("while (off < len) { int n = s.Receive(b, off, Math.Min(512, len - off), SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("while (len > 0) { int n = s.Receive(b, off, len, SocketFlags.None); if (n == 0) break; off += n; len -= n; }")]
    [InlineData("while (off < len) { int n = s.Receive(b.AsSpan(off)); if (n == 0) break; off += n; }")]
    public Task A_count_that_shrinks_is_right(string loop)
        => Verify.Finds($$"""void M(Socket s, byte[] b, int len) { int off = 0; {{loop}} }""");

    [Theory]
    [InlineData("int want = 64; while (off < len) { int n = s.Receive(b, off, want, SocketFlags.None); if (n == 0) break; off += n; want = Left(off); }")]
    [InlineData("while (off < len) { Adjust(ref len); int n = s.Receive(b, off, len, SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("while (off < len) { int n = s.Receive(b, off, Left(off), SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("while (off < len) { int n = s.Receive(b, off, _left, SocketFlags.None); if (n == 0) break; off += n; Consume(n); }")]
    public Task A_count_that_may_change_in_the_loop_is_not_judged(string loop)
        => Verify.Finds($$"""
            int _left;
            void Consume(int n) => _left -= n;
            int Left(int o) => 9 - o;
            void Adjust(ref int l) => l--;
            void M(Socket s, byte[] b, int len) { int off = 0; {{loop}} }
            """);

    [Theory]
    [InlineData("int n; while ((n = s.Receive(b, off, 4096, SocketFlags.None)) > 0) { off += n; if (off + 4096 > b.Length) break; }")]
    [InlineData("int n; while (b.Length - off >= 4096 && (n = s.Receive(b, off, 4096, SocketFlags.None)) > 0) off += n;")]
    [InlineData("int size = 512; while (off < len) { int n = s.Receive(b, off, size, SocketFlags.None); if (n == 0) break; off += n; if (off + size > len) size = len - off; }")]
    public Task A_count_that_is_weighed_against_the_offset_is_right(string loop)
        => Verify.Finds($$"""void M(Socket s, byte[] b, int len) { int off = 0; {{loop}} }""");

    [Theory]
    [InlineData("while (true) { int free = b.Length - off; if (free < len) throw new Exception(); int n = s.Receive(b, off, len, SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("int end = b.Length - 1024; while (off <= end) { int n = s.Receive(b, off, 1024, SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("while (off < b.Length / 2) { int n = s.Receive(b, off, 4096, SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("while (off is < 60000) { int n = s.Receive(b, off, 4096, SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("while (off <= len) { int n = s.Receive(b, off, len, SocketFlags.None); if (n == 0) break; off += n; }")]
    public Task A_bound_that_may_leave_room_for_the_full_count_is_not_judged(string loop)
        => Verify.Finds($$"""void M(Socket s, byte[] b, int len) { int off = 0; {{loop}} }""");

    [Theory]
    [InlineData("while (true) { int n = s.Receive(b, off, [|len|], SocketFlags.None); off += n; if (off >= len) break; }")]
    [InlineData("while (true) { int n = s.Receive(b, off, [|len|], SocketFlags.None); off += n; if (len == off) break; }")]
    [InlineData("while (off < b.Length) { int n = s.Receive(b, off, [|4096|], SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("while (off < len) { int n = s.Receive(b, off, [|len|], SocketFlags.None); if (n == 0 && off > 0) break; off += n; }")]
    [InlineData("while (true) { int n = s.Receive(b, off, [|len|], SocketFlags.None); if (n == 0 || b[off] == 10) break; off += n; }")]
    [InlineData("int tries = 0; while (off < len) { int n = s.Receive(b, off, [|len|], SocketFlags.None); if (n == 0 && ++tries > 3) break; off += n; }")]
    [InlineData("int left = len; while (left > 0) { int n = s.Receive(b, off, [|len|], SocketFlags.None); off += n; left -= n; }")]
    public Task A_test_that_leaves_no_room_for_the_full_count_changes_nothing(string loop)
        => Verify.Finds($$"""void M(Socket s, byte[] b, int len) { int off = 0; {{loop}} }""");

    [Theory]
    [InlineData("for (int c = 0; c < 8; c++) { int n = s.Read(b, off, b.Length / 8); if (n == 0) break; off += n; }")]
    [InlineData("int left = 8; while (left-- > 0) { int n = s.Read(b, off, 512); if (n == 0) break; off += n; }")]
    [InlineData("foreach (int c in new int[8]) { int n = s.Read(b, off, b.Length / 8); if (n == 0) break; off += n; }")]
    public Task A_loop_that_counts_its_rounds_is_not_judged(string loop)
        => Verify.Finds($$"""void M(NetworkStream s, byte[] b) { int off = 0; {{loop}} }""");

    [Theory]
    [InlineData("byte[] _b = new byte[512];")]
    [InlineData("byte[] _b { get; set; } = new byte[512];")]
    public Task A_buffer_that_code_called_from_the_loop_may_replace_has_room(string buffer)
        => Verify.Finds($$"""
            {{buffer}}
            int _len;
            void Grow(int more) => _b = new byte[_len + more];
            void M(Socket s) { while (true) { Grow(512); int n = s.Receive(_b, _len, 512, SocketFlags.None); if (n == 0) break; _len += n; } }
            """);

    [Fact]
    public Task A_buffer_that_cannot_be_replaced_has_none()
        => Verify.Finds("""
            readonly byte[] _b = new byte[512];
            void Log(int n) { }
            void M(Socket s) { int off = 0; while (off < 512) { int n = s.Receive(_b, off, [|512|], SocketFlags.None); if (n == 0) break; Log(n); off += n; } }
            """);

    [Theory]
    [InlineData("int n; while ((n = s.Receive(b, off, 4096, SocketFlags.None)) > 0) { off += n; Array.Resize(ref b, off + 4096); }")]
    [InlineData("int n; while ((n = s.Receive(b, off, 4096, SocketFlags.None)) > 0) { off += n; b = new byte[8192]; }")]
    public Task A_buffer_that_is_replaced_has_room(string loop)
        => Verify.Finds($$"""void M(Socket s, byte[] b) { int off = 0; {{loop}} }""");

    [Theory]
    [InlineData("while (true) { int n = s.Receive(b, off, 1, SocketFlags.None); if (n == 0 || b[off] == 10) break; off += n; }")]
    [InlineData("while (true) { int n = s.Receive(b, off, 512, SocketFlags.None); if (n == 0) break; off += n; if (off > 100) off = 0; }")]
    [InlineData("while (true) { int n = s.Receive(b, 0, 512, SocketFlags.None); if (n == 0) break; off += n; }")]
    [InlineData("int n = s.Receive(b, off, 512, SocketFlags.None); off += n; Console.WriteLine(off);")]
    [InlineData("foreach (int size in new[] { 1, 2 }) { int n = s.Receive(b, off, size, SocketFlags.None); off += 512; Console.WriteLine(n); }")]
    public Task Other_loops_are_not_judged(string loop)
        => Verify.Finds($$"""void M(Socket s, byte[] b) { int off = 0; {{loop}} }""");

    [Fact]
    public Task A_file_is_not_a_network()
        => Verify.Finds("""
            void M(FileStream f, byte[] b) { int off = 0; while (off < 4) { int n = f.Read(b, off, 4); if (n == 0) break; off += n; } }
            """);

    [Theory]
    [InlineData("len", "len - off", "off < len")]
    [InlineData("b.Length", "b.Length - off", "off < b.Length")]
    [InlineData("4096", "Math.Min(4096, b.Length - off)", "off < b.Length")]
    [InlineData("len", "len - off", "len > off")]
    [InlineData("len + 2", "(len + 2) - off", "off != len + 2")]
    public Task The_fix_asks_for_what_the_loops_condition_still_misses(string bad, string good, string condition)
        => Verify.Fixes(
            $$"""void M(Socket s, byte[] b, int len) { int off = 0; while ({{condition}}) { int n = s.Receive(b, off, [|{{bad}}|], SocketFlags.None); if (n == 0) break; off += n; } }""",
            $$"""void M(Socket s, byte[] b, int len) { int off = 0; while ({{condition}}) { int n = s.Receive(b, off, {{good}}, SocketFlags.None); if (n == 0) break; off += n; } }""");

    [Fact]
    public Task The_fix_understands_an_offset_that_is_advanced_in_the_condition()
        => Verify.Fixes(
            "void M(NetworkStream s, byte[] b) { int got = 0, n; while ((got += n = s.Read(b, got, [|2|])) < 2) { if (n <= 0) return; } }",
            "void M(NetworkStream s, byte[] b) { int got = 0, n; while ((got += n = s.Read(b, got, 2 - got)) < 2) { if (n <= 0) return; } }");

    [Fact]
    public Task No_fix_is_offered_without_a_bound()
        => Verify.FindsWithoutFix("void M(Socket s, byte[] b) { int off = 0, n; while ((n = s.Receive(b, off, [|1024|], SocketFlags.None)) > 0) off += n; }");
}
