using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace WinsockGen.Analyzers.Rules.Stream;

/// <summary>
/// Silences CA2022, the SDK's rule about inexact reads of any stream, where WSG1001 says more about a network stream: one
/// mistake, one warning.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InexactReadSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Suppression = new("WSG1001S", "CA2022", RuleTexts.Get("WSG1001_Suppression"));

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [Suppression];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (SocketCompilation.TryGet(context.Compilation) is not { } sockets)
            return;
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree || IsOff(context, tree))
                continue;
            SyntaxNode node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            SemanticModel model = context.GetSemanticModel(tree);
            if (model.GetOperation(node, context.CancellationToken) is IInvocationOperation invocation
                && sockets.Receives.Recognise(invocation) is { } receive
                && WSG1001ReceiveCountIgnored.IsMistake(receive, sockets, context.CancellationToken))
                context.ReportSuppression(Microsoft.CodeAnalysis.Diagnostics.Suppression.Create(Suppression, diagnostic));
        }
    }

    /// <summary>Whether the user switched WSG1001 off, so that CA2022 is all that is left.</summary>
    private static bool IsOff(SuppressionAnalysisContext context, SyntaxTree tree)
        => (context.Compilation.Options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(tree, RuleIds.ReceiveCountIgnored, context.CancellationToken, out ReportDiagnostic severity) == true
                && severity == ReportDiagnostic.Suppress)
            || (context.Compilation.Options.SpecificDiagnosticOptions.TryGetValue(RuleIds.ReceiveCountIgnored, out ReportDiagnostic option)
                && option == ReportDiagnostic.Suppress);
}
