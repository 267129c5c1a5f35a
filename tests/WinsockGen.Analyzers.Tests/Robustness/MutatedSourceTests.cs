using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Analyzers.Tests.Verification;
using Xunit;

namespace WinsockGen.Analyzers.Tests.Robustness;

/// <summary>Half-typed and nonsensical code is what analyzers see most of the day in an editor.</summary>
public class MutatedSourceTests
{
    private const int Seed = 20261123;
    private const int Mutants = 200;

    private const string Source = """
        using System; using System.Collections.Generic; using System.Net; using System.Net.Sockets; using System.Threading.Tasks;
        unsafe partial class C
        {
            readonly Socket _udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            Socket Tcp { get; set; } = new Socket(SocketType.Stream, ProtocolType.Tcp);
            EndPoint _from = new IPEndPoint(IPAddress.Any, 0);
            int _offset;
            void Ignored(Socket s, NetworkStream n, byte[] b) { s.Receive(b); n.Read(b, 0, 4); uint f = 0; Native.WSARecv(1, null, 1, out _, ref f, null, null); }
            Task Lost(Socket s, Memory<byte> m) => s.ReceiveAsync(m).AsTask();
            void Fill(NetworkStream n, byte[] b, int len)
            {
                while (_offset < len) { try { int r = n.Read(b, _offset, len); if (r == 0) break; _offset += r; } catch (SocketException) when (len > 0) { continue; } finally { len.ToString(); } }
                int got = 0, x; while ((got += x = n.Read(b, got, 2)) < 2) { if (x <= 0) goto done; }
                done: return;
            }
            void Loop(byte[] b) { while (true) { int n = _udp.ReceiveFrom(b, ref _from); if (n == 0) return; switch (n) { case 1: continue; default: break; } } }
            void OnData(IAsyncResult r) { int n = _udp.EndReceiveFrom(r, ref _from); if (n is 0) { _udp.Close(); return; } _udp.BeginReceiveFrom(null, 0, 0, 0, ref _from, OnData, null); }
            async IAsyncEnumerable<int> Items(UdpClient u) { while (true) { var r = await u.ReceiveAsync(); if (r.Buffer.Length == 0) yield break; yield return r.Buffer.Length; } }
            void Options(Socket s) { s.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.ReuseAddress, true); Native.setsockopt(1, 6, Native.SO_LINGER, null, 4); }
            void Create() { nint s = Native.socket(2, 1, 6); if (s == 0) throw new Exception(); Action a = () => { var t = Native.Accept(s, null, null); if (t.ToInt64() <= 0) return; }; a(); }
            int Tested = Native.socket(2, 1, 6) < 0 ? 1 : 2;
        }
        """;

    private static readonly CSharpCompilation Original = SourceFacts.Compile(Source, TestPlatform.Imports);

    [Fact]
    public async Task No_rule_throws_on_mutated_code()
    {
        var random = new Random(Seed);
        string[] tokens = [.. CSharpSyntaxTree.ParseText(Source).GetRoot().DescendantTokens().Select(token => token.ToFullString())];
        var crashes = new ConcurrentQueue<string>();
        int findings = 0;
        for (int i = 0; i < Mutants; i++)
        {
            string mutant = i == 0 ? Source : string.Concat(Mutate(tokens, random));
            findings += await Analyze(mutant, exception => crashes.Enqueue($"seed {Seed}, mutant {i}: {exception}\n{mutant}"));
        }

        Assert.Empty(crashes);
        Assert.True(findings > Mutants, $"only {findings} findings: the mutants no longer reach the rules");
    }

    /// <summary>Deletes, doubles, swaps and replaces a few tokens, or breaks the text off.</summary>
    private static IEnumerable<string> Mutate(string[] tokens, Random random)
    {
        List<string> mutant = [.. tokens];
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            int at = random.Next(mutant.Count - 1);
            switch (random.Next(6))
            {
                case 0:
                    mutant.RemoveAt(at);
                    break;
                case 1:
                    mutant.Insert(at, mutant[at]);
                    break;
                case 2:
                    (mutant[at], mutant[at + 1]) = (mutant[at + 1], mutant[at]);
                    break;
                case 3:
                    mutant[at] = tokens[random.Next(tokens.Length)];
                    break;
                case 4:
                    mutant.RemoveRange(at, Math.Min(random.Next(1, 12), mutant.Count - at));
                    break;
                default:
                    if (random.Next(10) == 0)
                        mutant.RemoveRange(at, mutant.Count - at);
                    break;
            }

            if (mutant.Count < 2)
                break;
        }

        return mutant;
    }

    private static async Task<int> Analyze(string source, Action<Exception> onException)
    {
        // Replacing a tree keeps what was read of the framework: that is most of the cost of a compilation.
        SyntaxTree tree = Original.SyntaxTrees[0];
        CSharpCompilation compilation = Original.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)tree.Options));
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => onException(exception), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = await new CompilationWithAnalyzers(compilation, ShippedRules.Analyzers, options)
            .GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return diagnostics.Length;
    }
}
