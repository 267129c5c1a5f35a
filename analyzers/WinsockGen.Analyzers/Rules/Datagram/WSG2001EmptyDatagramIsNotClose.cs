using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Flow;
using WinsockGen.Analyzers.Inference;
using WinsockGen.Analyzers.Operations;
using WinsockGen.Analyzers.Symbols;

namespace WinsockGen.Analyzers.Rules.Datagram;

/// <summary>WSG2001: a datagram receive that takes an empty datagram for the end of a connection.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WSG2001EmptyDatagramIsNotClose : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.EmptyDatagramIsNotClose,
        RuleTexts.Get("WSG2001_Title"),
        RuleTexts.Get("WSG2001_Message"),
        RuleCategories.Datagram,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        RuleTexts.Get("WSG2001_Description"),
        RuleTexts.HelpLink(RuleIds.EmptyDatagramIsNotClose),
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
            if (SocketCompilation.TryGet(start.Compilation) is not { } sockets)
                return;
            start.RegisterOperationBlockStartAction(block => AnalyzeBlock(block, sockets));
        });
    }

    /// <summary>Finds the receives of a body first: the test that is reported stands elsewhere in it.</summary>
    private static void AnalyzeBlock(OperationBlockStartAnalysisContext block, SocketCompilation sockets)
    {
        var sources = new ConcurrentQueue<Source>();
        block.RegisterOperationAction(context => Enqueue(SourceOf((IInvocationOperation)context.Operation, sockets, context.CancellationToken)), OperationKind.Invocation);
        block.RegisterOperationAction(context => Enqueue(EventArgsSource((IPropertyReferenceOperation)context.Operation, sockets, context)), OperationKind.PropertyReference);
        block.RegisterOperationBlockEndAction(context =>
        {
            foreach (Source source in sources)
                Analyze(context, sockets, source);
        });

        void Enqueue(Source? source)
        {
            if (source is not null)
                sources.Enqueue(source);
        }
    }

    /// <summary>A call that receives a datagram: directly, or as a method that returns the count does.</summary>
    private static Source? SourceOf(IInvocationOperation call, SocketCompilation sockets, CancellationToken cancellationToken)
    {
        if (sockets.Receives.Recognise(call) is { } receive)
        {
            return receive.Result != ReceiveResult.Pending && sockets.Kinds.KindOf(receive.Socket, cancellationToken) == SocketKind.Datagram
                ? new Source(call, receive.Result, receive.SocketName)
                : null;
        }

        return sockets.Summaries.KindOfReturnedCount(call.TargetMethod, cancellationToken) == SocketKind.Datagram
            ? new Source(call, ReceiveResult.Count, call.Instance?.Display() ?? call.TargetMethod.Name)
            : null;
    }

    /// <summary>In a handler of <c>SocketAsyncEventArgs</c> the count is <c>BytesTransferred</c>.</summary>
    private static Source? EventArgsSource(IPropertyReferenceOperation property, SocketCompilation sockets, OperationAnalysisContext context)
        => property.Property.Name == "BytesTransferred" && property.Instance is { } args
            && SocketTypes.Is(property.Property.ContainingType, sockets.Types.SocketAsyncEventArgs)
            && context.ContainingSymbol.ContainingType is { } type
            && sockets.Summaries.KindOfEventArgs(type, context.CancellationToken) == SocketKind.Datagram
            ? new Source(property, ReceiveResult.Count, args.Display())
            : null;

    private static void Analyze(OperationBlockAnalysisContext context, SocketCompilation sockets, Source source)
    {
        if (FlowGraphs.Of(context, source.Operation) is not { } graph || FlowGraphs.BlockOf(graph, source.Operation) is null)
            return;
        var flow = new ReceivedCountFlow(graph, source.Operation, source.Result);
        foreach (BasicBlock block in graph.Blocks)
        {
            if (ZeroTest.At(block, flow.IsCount) is { } test
                && !IsSharedWithAnother(graph, source.Operation, block, sockets, context.CancellationToken)
                && EndsReceiving(graph, test, source.Operation, sockets, context.CancellationToken))
                context.ReportDiagnostic(Diagnostic.Create(Rule, test.Test.Syntax.GetLocation(), source.SocketName));
        }
    }

    /// <summary>
    /// Whether the tested count comes from other receives too: then the first one in the source speaks, and a stream
    /// among them, for which 0 is a close, silences the rule.
    /// </summary>
    private static bool IsSharedWithAnother(ControlFlowGraph graph, IOperation source, BasicBlock test, SocketCompilation sockets, CancellationToken cancellationToken)
    {
        foreach (IInvocationOperation other in graph.Blocks.SelectMany(FlowGraphs.OperationsOf).OfType<IInvocationOperation>())
        {
            if (other.Syntax == source.Syntax || sockets.Receives.Recognise(other) is not { Result: not ReceiveResult.Pending } receive
                || ZeroTest.At(test, new ReceivedCountFlow(graph, other, receive.Result).IsCount) is null)
                continue;
            if (other.Syntax.SpanStart < source.Syntax.SpanStart || sockets.Kinds.KindOf(receive.Socket, cancellationToken) != SocketKind.Datagram)
                return true;
        }

        return false;
    }

    private static bool EndsReceiving(ControlFlowGraph graph, ZeroTest test, IOperation source, SocketCompilation sockets, CancellationToken cancellationToken)
    {
        HashSet<BasicBlock> rearming = [.. graph.Blocks.Where(block => FlowGraphs.OperationsOf(block).Any(operation => Rearms(operation, source, sockets, cancellationToken)))];
        HashSet<BasicBlock> zero = Paths.Reachable(graph, test.WhenZero, rearming.Contains);
        HashSet<BasicBlock> otherwise = Paths.Reachable(graph, test.Otherwise, rearming.Contains);
        if (!zero.Overlaps(rearming) && otherwise.Overlaps(rearming))
            return true;
        return zero.Where(block => !otherwise.Contains(block) && !rearming.Contains(block))
            .SelectMany(FlowGraphs.OperationsOf)
            .OfType<IInvocationOperation>()
            .Any(call => Disconnecting.IsCall(call, source));
    }

    /// <summary>Whether the operation receives again: itself, or by a method of this compilation that does.</summary>
    private static bool Rearms(IOperation operation, IOperation source, SocketCompilation sockets, CancellationToken cancellationToken)
        => operation is IInvocationOperation call
            && ((sockets.Receives.Recognise(call) is { Ends: false } receive && sockets.Kinds.KindOf(receive.Socket, cancellationToken) != SocketKind.Stream)
                || (call.TargetMethod.ContainingType.TypeKind == TypeKind.Interface && IsSameMethod(call, source))
                || sockets.Summaries.Receives(call.TargetMethod, cancellationToken));

    private static bool IsSameMethod(IInvocationOperation call, IOperation source)
        => source is IInvocationOperation received && SymbolEqualityComparer.Default.Equals(call.TargetMethod, received.TargetMethod);

    /// <param name="Operation">The receive, or the expression that holds its count.</param>
    /// <param name="Result">Where it leaves the count.</param>
    /// <param name="SocketName">The socket, for the message.</param>
    private sealed record Source(IOperation Operation, ReceiveResult Result, string SocketName);
}
