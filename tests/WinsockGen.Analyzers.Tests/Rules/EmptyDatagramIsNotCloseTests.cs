using System.Threading.Tasks;
using Xunit;
using Verify = WinsockGen.Analyzers.Tests.Verification.Rule<
    WinsockGen.Analyzers.Rules.Datagram.WSG2001EmptyDatagramIsNotClose,
    WinsockGen.CodeFixes.Datagram.WSG2001KeepReceiving>;

namespace WinsockGen.Analyzers.Tests.Rules;

public class EmptyDatagramIsNotCloseTests
{
    [Theory]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if ([|n == 0|]) return; Use(n); }")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if ([|n <= 0|]) break; Use(n); }")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if (!([|n > 0|])) break; Use(n); }")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if ([|n < 1|]) { Use(-1); break; } Use(n); }")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if ([|n is 0|]) return; Use(n); }")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if ([|n != 0|]) Use(n); else break; }")]
    [InlineData("int n; while ([|(n = s.ReceiveFrom(b, ref ep)) > 0|]) Use(n);")]
    [InlineData("int n; do { n = s.ReceiveFrom(b, ref ep); Use(n); } while ([|n > 0|]);")]
    [InlineData("for (; ; ) { int n = s.Receive(b); if ([|0 == n|]) throw new EndOfStreamException(); Use(n); }")]
    [InlineData("while (true) { int n = 0; try { n = s.ReceiveFrom(b, ref ep); } catch (SocketException) { continue; } if ([|n == 0|]) break; Use(n); }")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if ([|n == 0|] || n > 9) break; Use(n); }")]
    [InlineData("while (true) { var r = await s.ReceiveFromAsync(b, ep); if ([|r.ReceivedBytes == 0|]) break; Use(r.ReceivedBytes); }")]
    [InlineData("while (true) { int n = (await s.ReceiveFromAsync(b, ep)).ReceivedBytes; if ([|n == 0|]) break; Use(n); }")]
    public Task A_receive_loop_that_ends_on_an_empty_datagram_is_found(string loop)
        => Verify.Finds($$"""
            void Use(int n) { }
            async Task M(byte[] b, EndPoint ep)
            {
                await Task.Yield();
                var s = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                {{loop}}
            }
            """);

    [Theory]
    [InlineData("while (true) { byte[] data = udp.Receive(ref ip); if ([|data.Length == 0|]) return; Use(data); }")]
    [InlineData("while (true) { var r = await udp.ReceiveAsync(); if ([|r.Buffer.Length == 0|]) break; Use(r.Buffer); }")]
    [InlineData("while (true) { byte[] data = (await udp.ReceiveAsync().ConfigureAwait(false)).Buffer; if ([|data.Length < 1|]) break; Use(data); }")]
    [InlineData("while (true) { int n = udp.Client.Receive(new byte[9]); if ([|n == 0|]) break; Use(null); }")]
    public Task UdpClient_is_covered(string loop)
        => Verify.Finds($$"""void Use(byte[] d) { } async Task M(UdpClient udp, IPEndPoint ip) { await Task.Yield(); {{loop}} }""");

    [Fact]
    public Task The_runtimes_datagram_socket_is_covered()
        => Verify.Finds("""
            async Task M(WinsockGen.DatagramSocket socket, byte[] b)
            {
                while (true)
                {
                    var datagram = await socket.ReceiveAsync(b);
                    if ([|datagram.Length == 0|]) break;
                    Console.WriteLine(datagram.Length);
                }
            }
            """);

    [Fact]
    public Task Native_receives_are_covered()
        => Verify.Finds("""
            unsafe void M(byte* b)
            {
                nint s = Native.socket(2, 2, 17);
                while (true)
                {
                    int n = Native.recvfrom(s, b, 9, 0, null, null);
                    if ([|n <= 0|]) break;
                    Console.WriteLine(n);
                }
            }
            """);

    [Fact]
    public Task A_callback_that_is_not_begun_again_is_found()
        => Verify.Finds("""
            UdpClient _udp = new();
            EndPoint _from = new IPEndPoint(IPAddress.Any, 0);
            void OnData(IAsyncResult result)
            {
                IPEndPoint ep = null;
                byte[] data = _udp.EndReceive(result, ref ep);
                if ([|data.Length == 0|]) return;
                Console.WriteLine(data.Length);
                _udp.BeginReceive(OnData, null);
            }
            """);

    [Fact]
    public Task A_callback_that_is_begun_again_through_a_method_is_followed()
        => Verify.Finds("""
            readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            EndPoint _from = new IPEndPoint(IPAddress.Any, 0);
            void Start() => _socket.BeginReceiveFrom(new byte[9], 0, 9, SocketFlags.None, ref _from, OnData, null);
            void OnData(IAsyncResult result)
            {
                int n = _socket.EndReceiveFrom(result, ref _from);
                if ([|n == 0|]) return;
                Start();
            }
            void OnDataRight(IAsyncResult result)
            {
                int n = _socket.EndReceiveFrom(result, ref _from);
                if (n == 0) { Start(); return; }
                Console.WriteLine(n);
                Start();
            }
            """);

    [Fact]
    public Task A_handler_of_event_args_is_followed()
        => Verify.Finds("""
            readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            void OnCompleted(object sender, SocketAsyncEventArgs e)
            {
                if ([|e.BytesTransferred == 0|]) return;
                _socket.ReceiveFromAsync(e);
            }
            """);

    [Fact]
    public Task Closing_on_an_empty_datagram_is_found_without_a_loop()
        => Verify.Finds("""
            void M(byte[] b)
            {
                var s = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                int n = s.Receive(b);
                if ([|n == 0|]) s.Close();
                Console.WriteLine(n);
            }
            """);

    [Fact]
    public Task A_method_that_returns_the_count_is_seen_through()
        => Verify.Finds("""
            interface ITransport { int Read(byte[] b); }
            class Transport : ITransport
            {
                readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                public int Read(byte[] b) { int size = 0; try { size = _socket.Receive(b); } catch (SocketException) { } return size; }
            }
            void RemovePeer() { }
            void M(ITransport transport, byte[] b) { int n = transport.Read(b); if ([|n == 0|]) RemovePeer(); else Console.WriteLine(n); }
            """);

    [Fact]
    public Task Lambdas_local_functions_and_iterators_are_covered()
        => Verify.Finds("""
            Action Lambda(UdpClient udp, byte[] b) => () => { while (true) { int n = udp.Client.Receive(b); if ([|n == 0|]) break; Console.WriteLine(n); } };
            void Local(UdpClient udp, byte[] b) { Run(); void Run() { while (true) { int n = udp.Client.Receive(b); if ([|n == 0|]) return; Console.WriteLine(n); } } }
            IEnumerable<int> Iterator(UdpClient udp, byte[] b) { while (true) { int n = udp.Client.Receive(b); if ([|n == 0|]) yield break; yield return n; } }
            """);

    [Fact]
    public Task Top_level_statements_are_covered()
        => Verify.FindsIn(
            """
            using System;
            using System.Net.Sockets;

            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var b = new byte[9];
            while (true) { int n = udp.Receive(b); if ([|n == 0|]) break; Console.WriteLine(n); }
            """,
            Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if (n == 0) continue; Use(n); }")]
    [InlineData("while (_running) { int n = s.ReceiveFrom(b, ref ep); if (n == 0) continue; Use(n); }")]
    [InlineData("do { int n = s.ReceiveFrom(b, ref ep); if (n == 0) continue; Use(n); } while (_running);")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if (n > 0) Use(n); }")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if (n == 0 && !_running) break; Use(n); }")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if (n == 0) { Use(0); } else { Use(n); } }")]
    [InlineData("while (true) { try { int n = s.ReceiveFrom(b, ref ep); if (n == 0) throw new IOException(); Use(n); } catch (IOException) { Use(0); } }")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if (n < 12) break; Use(n); }")]
    [InlineData("while (true) { int n = s.ReceiveFrom(b, ref ep); if (n == 4) break; Use(n); }")]
    public Task A_loop_that_goes_on_after_an_empty_datagram_is_right(string loop)
        => Verify.Finds($$"""
            bool _running;
            void Use(int n) { }
            void M(byte[] b, EndPoint ep) { var s = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp); {{loop}} }
            """);

    [Fact]
    public Task A_receive_that_is_begun_again_in_a_finally_block_is_right()
        => Verify.Finds("""
            readonly UdpClient _udp = new();
            void OnData(IAsyncResult result)
            {
                IPEndPoint ep = null;
                try
                {
                    byte[] data = _udp.EndReceive(result, ref ep);
                    if (data.Length == 0) return;
                    Console.WriteLine(data.Length);
                }
                finally
                {
                    _udp.BeginReceive(OnData, null);
                }
            }
            """);

    [Fact]
    public Task A_single_receive_may_return_on_an_empty_datagram()
        => Verify.Finds("""
            bool TryReceive(UdpClient udp, ref IPEndPoint ep)
            {
                byte[] data = udp.Receive(ref ep);
                if (data.Length == 0) return true;
                Console.WriteLine(data.Length);
                return true;
            }
            """);

    [Theory]
    [InlineData("NetworkStream s", "s.Read(b, 0, 9)")]
    [InlineData("Socket s", "s.Receive(b)")]
    [InlineData("TcpClient s", "s.Client.Receive(b)")]
    public Task On_streams_and_unknown_sockets_zero_may_be_a_close(string parameter, string receive)
        => Verify.Finds($$"""void M({{parameter}}, byte[] b) { while (true) { int n = {{receive}}; if (n == 0) break; Console.WriteLine(n); } }""");

    [Fact]
    public Task A_count_that_a_stream_shares_is_not_judged()
        => Verify.Finds("""
            void M(UdpClient udp, NetworkStream tcp, byte[] b, bool stream)
            {
                while (true)
                {
                    int n;
                    if (stream) n = tcp.Read(b, 0, 9); else n = udp.Client.Receive(b);
                    if (n == 0) break;
                    Console.WriteLine(n);
                }
            }
            """);

    [Theory]
    [InlineData("if ([|n == 0|]) return;", "if (n == 0) continue;")]
    [InlineData("if ([|n == 0|]) { break; /* done */ }", "if (n == 0) { continue; /* done */ }")]
    [InlineData("if ([|n <= 0|]) break;", "if (n < 0) break;")]
    public Task The_fix_goes_on_with_the_loop(string bad, string good)
        => Verify.Fixes(
            $$"""void M(UdpClient udp, byte[] b) { while (true) { int n = udp.Client.Receive(b); {{bad}} Console.WriteLine(n); } }""",
            $$"""void M(UdpClient udp, byte[] b) { while (true) { int n = udp.Client.Receive(b); {{good}} Console.WriteLine(n); } }""");

    [Fact]
    public Task The_fix_keeps_a_while_loop_running()
        => Verify.Fixes(
            "void M(UdpClient udp, byte[] b) { int n; while ([|(n = udp.Client.Receive(b)) > 0|]) Console.WriteLine(n); }",
            "void M(UdpClient udp, byte[] b) { int n; while ((n = udp.Client.Receive(b)) >= 0) Console.WriteLine(n); }");

    [Theory]
    [InlineData("while (true) { int n = udp.Client.Receive(b); if ([|n == 0|]) { Console.WriteLine(); break; } Console.WriteLine(n); }")]
    [InlineData("while (true) { int n = udp.Client.Receive(b); if ([|n == 0|]) break; else Console.WriteLine(n); }")]
    public Task No_fix_is_offered_where_more_happens(string loop)
        => Verify.FindsWithoutFix($$"""void M(UdpClient udp, byte[] b) { {{loop}} }""");
}
