using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Analyzers.Tests.Verification;
using WinsockGen.Generator;
using Xunit;

namespace WinsockGen.Analyzers.Tests.Rules;

/// <summary>Analyzers see what the generator emits: the imports themselves, and the friendly overloads beside them.</summary>
public class GeneratedBindingsTests
{
    /// <summary>A line that ends in an id must be found by that rule, and no other line by any.</summary>
    private const string Source = """
        using System.Net.Sockets;
        using WinsockGen;

        [WinsockBindings(WinsockApi.Sockets)]
        internal static unsafe partial class Ws2;

        internal static unsafe class Program
        {
            private static void Use(int n) { }

            private static void Create()
            {
                var wrong = Ws2.socket(Ws2.AF_INET, Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);
                if (wrong == 0) return; // WSG6001
                var right = Ws2.socket(Ws2.AF_INET, Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);
                if (right == Ws2.INVALID_SOCKET) return;
            }

            private static void Receive(nuint s, SafeSocketHandle handle, byte* p, byte[] b)
            {
                Ws2.recv(s, p, 4, 0); // WSG1001
                Ws2.recv(handle, b, 0); // WSG1001
                Ws2.recv(handle, b, Ws2.MSG_PEEK);
                Use(Ws2.recv(s, p, 4, 0));
            }

            private static void Fill(nuint s, byte* p)
            {
                for (int off = 0, n = 1; off < 4 && n > 0; off += n)
                    n = Ws2.recv(s, p + off, 4, 0); // WSG1005
                for (int off = 0, n = 1; off < 4 && n > 0; off += n)
                    n = Ws2.recv(s, p + off, 4 - off, 0);
            }

            private static void Options(nuint s, byte* p)
            {
                Ws2.setsockopt(s, Ws2.IPPROTO_IP, Ws2.SO_REUSEADDR, p, 4); // WSG4001
                Ws2.setsockopt(s, Ws2.SOL_SOCKET, Ws2.SO_REUSEADDR, p, 4);
            }

            private static void Serve(byte* p)
            {
                var udp = Ws2.socket(Ws2.AF_INET, Ws2.SOCK_DGRAM, Ws2.IPPROTO_UDP);
                while (true)
                {
                    int n = Ws2.recv(udp, p, 4, 0);
                    if (n == 0) break; // WSG2001
                    Use(n);
                }

                var tcp = Ws2.socket(Ws2.AF_INET, Ws2.SOCK_STREAM, Ws2.IPPROTO_TCP);
                while (true)
                {
                    int n = Ws2.recv(tcp, p, 4, 0);
                    if (n == 0) return;
                    Use(n);
                }
            }
        }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]")] // Functions are methods around imports then.
    public async Task Mistakes_with_generated_bindings_are_found(string attribute)
    {
        CSharpCompilation compilation = SourceFacts.Compile(Source.Replace("using WinsockGen;", "using WinsockGen; " + attribute));
        CSharpGeneratorDriver.Create([new WinsockGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);

        Assert.DoesNotContain(generated.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        ImmutableArray<Diagnostic> findings = await generated.WithAnalyzers(ShippedRules.Analyzers).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        string[] lines = Source.Split('\n');
        string[] expected = [.. lines.Index().Where(line => line.Item.Contains("// WSG")).Select(line => $"{line.Index}: {line.Item.TrimEnd()[^7..]}")];
        Assert.Equal(
            expected,
            findings.OrderBy(finding => finding.Location.SourceSpan.Start).Select(finding => $"{finding.Location.GetLineSpan().StartLinePosition.Line}: {finding.Id}"));
    }
}
