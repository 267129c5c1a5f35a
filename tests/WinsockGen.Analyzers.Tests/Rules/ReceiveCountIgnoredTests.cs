using System.Threading.Tasks;
using Xunit;
using Verify = WinsockGen.Analyzers.Tests.Verification.Rule<
    WinsockGen.Analyzers.Rules.Stream.WSG1001ReceiveCountIgnored,
    WinsockGen.CodeFixes.Stream.WSG1001ReadAll>;

namespace WinsockGen.Analyzers.Tests.Rules;

public class ReceiveCountIgnoredTests
{
    [Theory]
    [InlineData("[|socket.Receive(buffer)|];")]
    [InlineData("[|socket.Receive(buffer, SocketFlags.None)|];")]
    [InlineData("[|socket.Receive(buffer, 0, 4, SocketFlags.None)|];")]
    [InlineData("[|socket.Receive(buffer.AsSpan(0, 4))|];")]
    [InlineData("_ = [|socket.Receive(buffer)|];")]
    [InlineData("[|socket.EndReceive(null!)|];")]
    [InlineData("await [|socket.ReceiveAsync(buffer)|];")]
    [InlineData("await [|socket.ReceiveAsync(buffer)|].ConfigureAwait(false);")]
    [InlineData("_ = await [|socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.None)|];")]
    [InlineData("_ = [|socket.ReceiveAsync(buffer)|];")]
    [InlineData("[|socket.ReceiveAsync(buffer)|].Wait();")]
    [InlineData("[|socket.ReceiveAsync(buffer)|].GetAwaiter().GetResult();")]
    [InlineData("int unused = [|socket.Receive(buffer)|];")]
    [InlineData("int unused; unused = await [|socket.ReceiveAsync(buffer)|];")]
    [InlineData("socket?[|.Receive(buffer)|];")]
    public Task A_discarded_count_of_a_socket_is_found(string statement)
        => Verify.Finds($$"""async Task M(Socket socket, byte[] buffer) { await Task.Yield(); {{statement}} }""");

    [Theory]
    [InlineData("[|network.Read(buffer, 0, 4)|];")]
    [InlineData("[|network.Read(buffer)|];")]
    [InlineData("await [|network.ReadAsync(buffer, 0, 4)|];")]
    [InlineData("await [|network.ReadAsync(buffer)|];")]
    [InlineData("[|network.EndRead(null!)|];")]
    [InlineData("[|tls.Read(buffer, 0, 4)|];")]
    [InlineData("await [|tls.ReadAsync(buffer)|].ConfigureAwait(false);")]
    [InlineData("[|client.GetStream().Read(buffer)|];")]
    public Task A_discarded_count_of_a_network_stream_is_found(string statement)
        => Verify.Finds($$"""async Task M(NetworkStream network, SslStream tls, TcpClient client, byte[] buffer) { await Task.Yield(); {{statement}} }""");

    [Theory]
    [InlineData("Task M(Socket s, ArraySegment<byte> b) { return [|s.ReceiveAsync(b, SocketFlags.None)|]; }")]
    [InlineData("Task M(SslStream s, byte[] b) => [|s.ReadAsync(b, 0, b.Length)|];")]
    [InlineData("async Task M(Socket s, byte[] b) { Task pending = [|s.ReceiveAsync(b)|]; await pending; }")]
    [InlineData("Task M(Socket s, Memory<byte> b) => [|s.ReceiveAsync(b)|].AsTask();")]
    [InlineData("Func<byte[], Task> M(Socket s) => b => [|s.ReceiveAsync(b)|];")]
    public Task A_count_that_is_lost_in_the_conversion_to_Task_is_found(string member) => Verify.Finds(member);

    [Theory]
    [InlineData("[|Native.recv(s, p, 4, 0)|];")]
    [InlineData("_ = [|Native.recv(s, p, 4, 0)|];")]
    [InlineData("uint f = 0; [|Native.WSARecv(s, p, 1, out _, ref f, null, null)|];")]
    [InlineData("uint f = 0; if ([|Native.WSARecv(s, p, 1, out uint got, ref f, null, null)|] != 0) throw new SocketException();")]
    public Task A_discarded_count_of_a_native_receive_is_found(string statement)
        => Verify.Finds($$"""unsafe void M(nint s, byte* p) { {{statement}} }""");

    [Fact]
    public Task A_discarded_count_of_the_runtimes_stream_socket_is_found()
        => Verify.Finds("async Task M(WinsockGen.StreamSocket connection, byte[] b) { await [|connection.ReceiveAsync(b)|]; }");

    [Fact]
    public Task Top_level_statements_are_analysed()
        => Verify.FindsIn(
            """
            using System.Net.Sockets;
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            var header = new byte[4];
            [|socket.Receive(header)|];
            System.Console.WriteLine(header[0]);
            """,
            Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Fact]
    public Task Lambdas_local_functions_and_iterators_are_analysed()
        => Verify.Finds("""
            Action Lambda(Socket s, byte[] b) => () => [|s.Receive(b)|];
            void Local(Socket s, byte[] b) { void Read() { [|s.Receive(b)|]; } Read(); }
            IEnumerable<byte[]> Iterator(Socket s, byte[] b) { while (true) { [|s.Receive(b)|]; yield return b; } }
            async IAsyncEnumerable<byte[]> AsyncIterator(Socket s, byte[] b) { while (true) { await [|s.ReceiveAsync(b)|]; yield return b; } }
            """);

    [Theory]
    [InlineData("int n = socket.Receive(buffer); Console.WriteLine(n);")]
    [InlineData("if (socket.Receive(buffer) == 0) return;")]
    [InlineData("while (socket.Receive(buffer) > 0) { }")]
    [InlineData("int total = 0; total += socket.Receive(buffer); Console.WriteLine(total);")]
    [InlineData("var pending = socket.ReceiveAsync(buffer); await Task.WhenAny(pending, Task.Delay(9)); Console.WriteLine(pending.Result);")]
    [InlineData("Func<int> read = () => socket.Receive(buffer); Console.WriteLine(read());")]
    public Task A_count_that_is_used_is_right(string statement)
        => Verify.Finds($$"""async Task M(Socket socket, byte[] buffer) { await Task.Yield(); {{statement}} }""");

    [Fact]
    public Task A_count_that_is_written_through_a_reference_is_kept()
        => Verify.Finds("int _last; void M(Socket s, byte[] b) { ref int n = ref _last; n = s.Receive(b); }");

    [Theory]
    [InlineData("ValueTask<int> v = [|s.ReceiveAsync(b.AsMemory())|]; await v;")]
    [InlineData("var v = [|s.ReceiveAsync(b)|]; await v.ConfigureAwait(false);")]
    [InlineData("var v = s.ReceiveAsync(b); s.Close(); await v;")]
    [InlineData("var v = s.ReceiveAsync(b); await v; Console.WriteLine(v.Result);")]
    [InlineData("var v = s.ReceiveAsync(b); await v; throw new InvalidOperationException();")]
    public Task A_pending_receive_that_is_only_awaited_at_once_is_found(string statements)
        => Verify.Finds($$"""async Task M(Socket s, byte[] b) { {{statements}} }""");

    [Theory]
    [InlineData("if (s.SocketType == SocketType.Dgram) s.Receive(b);")]
    [InlineData("if (b.Length > 9 && SocketType.Dgram == s.SocketType) { s.Receive(b); }")]
    [InlineData("if (s.SocketType != SocketType.Dgram) return; else s.Receive(b);")]
    [InlineData("if (s.SocketType == SocketType.Dgram) { } else [|s.Receive(b)|];")]
    [InlineData("if (s.SocketType == SocketType.Dgram || b.Length > 9) [|s.Receive(b)|];")]
    [InlineData("if (s.SocketType == SocketType.Stream) [|s.Receive(b)|];")]
    [InlineData("if (other.SocketType == SocketType.Dgram) [|s.Receive(b)|];")]
    public Task A_branch_for_datagram_sockets_may_ignore_the_count(string statement)
        => Verify.Finds($$"""void M(Socket s, Socket other, byte[] b) { {{statement}} }""");

    [Theory]
    [InlineData("socket.Receive(Array.Empty<byte>());")]
    [InlineData("await socket.ReceiveAsync(Memory<byte>.Empty);")]
    [InlineData("await socket.ReceiveAsync(new byte[0]);")]
    [InlineData("socket.Receive(buffer, 0, 0, SocketFlags.None);")]
    [InlineData("byte[] none = []; await socket.ReceiveAsync(none);")]
    public Task A_receive_into_an_empty_buffer_only_waits(string statement)
        => Verify.Finds($$"""async Task M(Socket socket, byte[] buffer) { await Task.Yield(); {{statement}} }""");

    [Theory]
    [InlineData("socket.Receive(buffer, SocketFlags.Peek);")]
    [InlineData("socket.Receive(buffer, SocketFlags.Peek | SocketFlags.Partial);")]
    public Task A_peek_is_received_again_later(string statement)
        => Verify.Finds($$"""void M(Socket socket, byte[] buffer) { {{statement}} }""");

    [Theory]
    [InlineData("while (client.Available > 0) { var one = new byte[1]; client.Client.Receive(one, 0, 1, SocketFlags.None); Console.Write(one[0]); }")]
    [InlineData("if (client.GetStream().DataAvailable) { var one = new byte[1]; client.GetStream().Read(one, 0, one.Length); Console.Write(one[0]); }")]
    [InlineData("var all = new byte[client.Available]; client.GetStream().Read(all, 0, all.Length); Console.Write(all[0]);")]
    public Task What_is_known_to_be_available_cannot_be_short(string statement)
        => Verify.Finds($$"""void M(TcpClient client) { {{statement}} }""");

    [Theory]
    [InlineData("while (socket.Available > 0) socket.Receive(buffer);")]
    [InlineData("var scratch = new byte[512]; while (socket.Available > 0) { socket.Receive(scratch, 0, scratch.Length, SocketFlags.None); Console.Write('.'); }")]
    public Task Pending_data_may_be_drained_unseen(string statement)
        => Verify.Finds($$"""void M(Socket socket, byte[] buffer) { {{statement}} }""");

    [Theory]
    [InlineData("try { socket.Receive(buffer); Fail(); } catch (SocketException) { }")]
    [InlineData("try { _ = socket.Receive(buffer); throw new InvalidOperationException(); } catch (SocketException) { }")]
    [InlineData("Throws(() => socket.Receive(buffer));")]
    [InlineData("Throws(() => { socket.Receive(buffer); });")]
    [InlineData("Runs(() => [|socket.Receive(buffer)|]);")]
    public Task A_receive_that_is_expected_to_fail_has_no_count(string statement)
        => Verify.Finds($$"""
            static void Fail() { }
            static void Throws(Action action) { }
            static void Runs(Action action) { }
            void M(Socket socket, byte[] buffer) { {{statement}} }
            """);

    [Fact]
    public Task A_loop_that_can_never_see_the_close_is_no_drain()
        => Verify.Finds("void M(Socket socket, byte[] buffer) { while (true) [|socket.Receive(buffer)|]; }");

    [Theory]
    [InlineData("udp.Client.Receive(buffer);")]
    [InlineData("EndPoint from = new IPEndPoint(IPAddress.Any, 0); unknown.ReceiveFrom(buffer, ref from);")]
    [InlineData("var s = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp); s.Receive(buffer);")]
    public Task Datagrams_come_whole(string statement)
        => Verify.Finds($$"""void M(UdpClient udp, Socket unknown, byte[] buffer) { {{statement}} }""");

    [Theory]
    [InlineData("stream.Read(buffer, 0, 4);")]
    [InlineData("new MemoryStream().Read(buffer, 0, 4);")]
    [InlineData("new FileStream(\"f\", FileMode.Open).Read(buffer, 0, 4);")]
    public Task Other_streams_are_left_to_CA2022(string statement)
        => Verify.Finds($$"""void M(Stream stream, byte[] buffer) { {{statement}} }""");

    [Fact]
    public Task Overlapped_receives_and_event_args_have_no_count_yet()
        => Verify.Finds("""
            unsafe void M(Socket socket, nint s, byte* p, void* overlapped, SocketAsyncEventArgs e)
            {
                uint flags = 0;
                Native.WSARecv(s, p, 1, out _, ref flags, overlapped, null);
                socket.ReceiveAsync(e);
                socket.BeginReceive(new byte[4], 0, 4, SocketFlags.None, null, null);
            }
            """);

    [Fact]
    public Task A_method_of_the_same_name_elsewhere_is_not_ours()
        => Verify.Finds("""
            class Inbox { public int Receive(byte[] b) => 0; }
            void M(Inbox inbox, byte[] b) { inbox.Receive(b); }
            """);

    [Theory]
    [InlineData("[|network.Read(b, 0, 4)|];", "network.ReadExactly(b, 0, 4);")]
    [InlineData("await [|network.ReadAsync(b, token)|]; /* header */", "await network.ReadExactlyAsync(b, token); /* header */")]
    [InlineData("await [|network.ReadAsync(b, 0, 4, token)|].ConfigureAwait(false);", "await network.ReadExactlyAsync(b, 0, 4, token).ConfigureAwait(false);")]
    [InlineData("_ = [|network.Read(b, 0, 4)|];", "network.ReadExactly(b, 0, 4);")]
    public Task The_fix_reads_a_stream_exactly(string bad, string good)
        => Verify.Fixes(
            $$"""async Task M(NetworkStream network, byte[] b, CancellationToken token) { await Task.Yield(); {{bad}} }""",
            $$"""async Task M(NetworkStream network, byte[] b, CancellationToken token) { await Task.Yield(); {{good}} }""");

    [Fact]
    public Task The_fix_keeps_a_returned_task_a_task()
        => Verify.Fixes(
            "Task M(SslStream tls, byte[] b) => [|tls.ReadAsync(b, 0, b.Length)|];",
            "Task M(SslStream tls, byte[] b) => tls.ReadExactlyAsync(b, 0, b.Length).AsTask();");

    [Fact]
    public Task The_fix_receives_in_a_loop_until_a_sockets_buffer_is_full()
        => Verify.Fixes(
            """
                async Task M(Socket socket, byte[] header)
                {
                    // First the header.
                    [|socket.Receive(header)|];
                    await [|socket.ReceiveAsync(header, SocketFlags.None)|].ConfigureAwait(false);
                    Console.WriteLine(header[0]);
                }
            """,
            """
                async Task M(Socket socket, byte[] header)
                {
                    // First the header.
                    for (Memory<byte> remaining = header; !remaining.IsEmpty;)
                    {
                        int received = socket.Receive(remaining.Span);
                        if (received == 0)
                        {
                            throw new EndOfStreamException();
                        }

                        remaining = remaining.Slice(received);
                    }
                    for (Memory<byte> remaining = header; !remaining.IsEmpty;)
                    {
                        int received = await socket.ReceiveAsync(remaining, SocketFlags.None).ConfigureAwait(false);
                        if (received == 0)
                        {
                            throw new EndOfStreamException();
                        }

                        remaining = remaining.Slice(received);
                    }
                    Console.WriteLine(header[0]);
                }
            """);

    [Fact]
    public Task The_fix_fills_the_part_of_the_buffer_that_was_asked_for()
        => Verify.Fixes(
            """
                void M(Socket socket, byte[] b, int remaining)
                {
                    [|socket.Receive(b, 2, remaining, SocketFlags.None)|];
                }
            """,
            """
                void M(Socket socket, byte[] b, int remaining)
                {
                    for (Memory<byte> remaining2 = new Memory<byte>(b, 2, remaining); !remaining2.IsEmpty;)
                    {
                        int received = socket.Receive(remaining2.Span, SocketFlags.None);
                        if (received == 0)
                        {
                            throw new EndOfStreamException();
                        }

                        remaining2 = remaining2.Slice(received);
                    }
                }
            """);

    [Theory]
    [InlineData("Task M(Socket s, byte[] b) => [|s.ReceiveAsync(b)|];")]
    [InlineData("Socket Next() => null!; void M(byte[] b) { [|Next().Receive(b)|]; }")]
    [InlineData("unsafe void M(nint s, byte* p) { [|Native.recv(s, p, 4, 0)|]; }")]
    [InlineData("void M(Socket s, IList<ArraySegment<byte>> b) { [|s.Receive(b)|]; }")]
    public Task No_fix_is_offered_where_the_call_cannot_be_repeated(string member) => Verify.FindsWithoutFix(member);
}
