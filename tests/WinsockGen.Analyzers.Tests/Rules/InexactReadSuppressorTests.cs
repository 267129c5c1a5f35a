using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Rules.Stream;
using WinsockGen.Analyzers.Tests.Verification;
using Xunit;

namespace WinsockGen.Analyzers.Tests.Rules;

public class InexactReadSuppressorTests
{
    [Theory]
    [InlineData("NetworkStream", true)]
    [InlineData("SslStream", true)]
    [InlineData("Stream", false)]
    [InlineData("FileStream", false)]
    public async Task CA2022_is_silenced_exactly_where_WSG1001_reports(string type, bool silenced)
    {
        ImmutableArray<Diagnostic> diagnostics = await Analyze(type);
        Assert.Equal(silenced, diagnostics.Single(diagnostic => diagnostic.Id == "CA2022").IsSuppressed);
        Assert.Equal(silenced, diagnostics.Any(diagnostic => diagnostic.Id == RuleIds.ReceiveCountIgnored));
    }

    [Fact]
    public async Task CA2022_stays_where_WSG1001_is_switched_off()
    {
        ImmutableArray<Diagnostic> diagnostics = await Analyze("NetworkStream", RuleIds.ReceiveCountIgnored);
        Assert.False(Assert.Single(diagnostics).IsSuppressed);
    }

    private static Task<ImmutableArray<Diagnostic>> Analyze(string type, params string[] off)
    {
        Compilation compilation = SourceFacts.Compile(
            $"using System.IO; using System.Net.Sockets; using System.Net.Security; class C {{ void M({type} stream, byte[] b) {{ stream.Read(b, 0, 4); }} }}");
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(off.Select(id => new System.Collections.Generic.KeyValuePair<string, ReportDiagnostic>(id, ReportDiagnostic.Suppress))));
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        return new CompilationWithAnalyzers(compilation, [new InexactRead(), new WSG1001ReceiveCountIgnored(), new InexactReadSuppressor()], options)
            .GetAnalyzerDiagnosticsAsync(CancellationToken.None);
    }

    /// <summary>Reports as the SDK's own rule does: on the call, for any stream.</summary>
#pragma warning disable RS1029, RS1036, RS1038, RS1041, RS2008 // It stands in for the rule of that id, and does not ship.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class InexactRead : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("CA2022", "Inexact read", "Inexact read", "Reliability", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterOperationAction(
                operation =>
                {
                    if (operation.Operation is IInvocationOperation { TargetMethod.Name: "Read", Parent: IExpressionStatementOperation } call)
                        operation.ReportDiagnostic(Diagnostic.Create(Rule, call.Syntax.GetLocation()));
                },
                OperationKind.Invocation);
        }
    }
#pragma warning restore
}
