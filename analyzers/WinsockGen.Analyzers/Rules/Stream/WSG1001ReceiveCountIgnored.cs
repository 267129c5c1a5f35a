using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Inference;
using WinsockGen.Analyzers.Operations;

namespace WinsockGen.Analyzers.Rules.Stream;

/// <summary>WSG1001: a receive whose count nobody looks at.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WSG1001ReceiveCountIgnored : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.ReceiveCountIgnored,
        RuleTexts.Get("WSG1001_Title"),
        RuleTexts.Get("WSG1001_Message"),
        RuleCategories.Stream,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        RuleTexts.Get("WSG1001_Description"),
        RuleTexts.HelpLink(RuleIds.ReceiveCountIgnored),
        RuleTexts.PackageTag);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (SocketCompilation.TryGet(start.Compilation) is { } sockets)
                start.RegisterOperationAction(operation => Analyze(operation, sockets), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, SocketCompilation sockets)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (sockets.Receives.Recognise(invocation) is not { } receive || !IsMistake(receive, sockets, context.CancellationToken))
            return;
        context.ReportDiagnostic(Diagnostic.Create(Rule, invocation.Syntax.GetLocation(), receive.SocketName, receive.Function));
    }

    /// <summary>Whether the count of a receive is ignored where it matters.</summary>
    internal static bool IsMistake(ReceiveCall receive, SocketCompilation sockets, CancellationToken cancellationToken)
        => receive is { IsFrom: false, Result: ReceiveResult.Count or ReceiveResult.OutCount }
            && ReceivedCount.IsIgnored(receive, sockets.Types)
            && !DeliberateDrains.Contains(receive)
            // Every datagram comes whole, and whoever does not look at it may ignore its length.
            && !DatagramBranches.Contains(receive)
            && sockets.Kinds.KindOf(receive.Socket, cancellationToken) is not SocketKind.Datagram;
}
