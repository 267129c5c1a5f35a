using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
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
            start.RegisterOperationAction(operation => AnalyzeCall(operation, sockets), OperationKind.Invocation);
            start.RegisterOperationAction(operation => AnalyzeEventArgs(operation, sockets), OperationKind.PropertyReference);
        });
    }

    private static void AnalyzeCall(OperationAnalysisContext context, SocketCompilation sockets)
    {
        var call = (IInvocationOperation)context.Operation;
        (SocketKind kind, ReceiveResult result, string name) = Source(call, sockets, context);
        if (kind == SocketKind.Datagram && result != ReceiveResult.Pending)
            Analyze(context, sockets, call, result, name);
    }

    /// <summary>The kind of what a call received from: directly, or through a method that returns the count.</summary>
    private static (SocketKind Kind, ReceiveResult Result, string Name) Source(IInvocationOperation call, SocketCompilation sockets, OperationAnalysisContext context)
    {
        if (sockets.Receives.Recognise(call) is { } receive)
            return (sockets.Kinds.KindOf(receive.Socket, context.CancellationToken), receive.Result, receive.SocketName);
        return (sockets.Summaries.KindOfReturnedCount(call.TargetMethod, context.CancellationToken), ReceiveResult.Count, call.Instance?.Display() ?? call.TargetMethod.Name);
    }

    /// <summary>In a handler of <c>SocketAsyncEventArgs</c> the count is <c>BytesTransferred</c>.</summary>
    private static void AnalyzeEventArgs(OperationAnalysisContext context, SocketCompilation sockets)
    {
        var property = (IPropertyReferenceOperation)context.Operation;
        if (property.Property.Name != "BytesTransferred" || property.Instance is null || !SocketTypes.Is(property.Property.ContainingType, sockets.Types.SocketAsyncEventArgs)
            || context.ContainingSymbol.ContainingType is not { } type)
            return;
        if (sockets.Summaries.KindOfEventArgs(type, context.CancellationToken) == SocketKind.Datagram)
            Analyze(context, sockets, property, ReceiveResult.Count, property.Instance.Display());
    }

    private static void Analyze(OperationAnalysisContext context, SocketCompilation sockets, IOperation source, ReceiveResult result, string name)
    {
        if (FlowGraphs.Of(context) is not { } graph || FlowGraphs.BlockOf(graph, source) is null)
            return;
        var flow = new ReceivedCountFlow(graph, source, result);
        foreach (BasicBlock block in graph.Blocks)
        {
            if (ZeroTest.At(block, flow.IsCount) is { } test && !IsSharedWithAnother(graph, source, block, sockets, context) && EndsReceiving(graph, test, source, sockets, context))
                context.ReportDiagnostic(Diagnostic.Create(Rule, test.Test.Syntax.GetLocation(), name));
        }
    }

    /// <summary>
    /// Whether the tested count comes from other receives too: then the first one in the source speaks, and a stream
    /// among them, for which 0 is a close, silences the rule.
    /// </summary>
    private static bool IsSharedWithAnother(ControlFlowGraph graph, IOperation source, BasicBlock test, SocketCompilation sockets, OperationAnalysisContext context)
    {
        foreach (IInvocationOperation other in graph.Blocks.SelectMany(FlowGraphs.OperationsOf).OfType<IInvocationOperation>())
        {
            if (other.Syntax == source.Syntax || sockets.Receives.Recognise(other) is not { Result: not ReceiveResult.Pending } receive
                || ZeroTest.At(test, new ReceivedCountFlow(graph, other, receive.Result).IsCount) is null)
                continue;
            if (other.Syntax.SpanStart < source.Syntax.SpanStart || sockets.Kinds.KindOf(receive.Socket, context.CancellationToken) != SocketKind.Datagram)
                return true;
        }

        return false;
    }

    private static bool EndsReceiving(ControlFlowGraph graph, ZeroTest test, IOperation source, SocketCompilation sockets, OperationAnalysisContext context)
    {
        HashSet<BasicBlock> rearming = [.. graph.Blocks.Where(block => FlowGraphs.OperationsOf(block).Any(operation => Rearms(operation, source, sockets, context)))];
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
    private static bool Rearms(IOperation operation, IOperation source, SocketCompilation sockets, OperationAnalysisContext context)
        => operation is IInvocationOperation call
            && (sockets.Receives.Recognise(call) is { Ends: false }
                || (call.TargetMethod.ContainingType.TypeKind == TypeKind.Interface && IsSameMethod(call, source))
                || sockets.Summaries.Receives(call.TargetMethod, context.CancellationToken));

    private static bool IsSameMethod(IInvocationOperation call, IOperation source)
        => source is IInvocationOperation received && SymbolEqualityComparer.Default.Equals(call.TargetMethod, received.TargetMethod);
}
