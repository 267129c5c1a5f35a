using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WinsockGen.Analyzers.Flow;

/// <summary>Finds the control flow graph that an operation runs in, and its place there.</summary>
internal static class FlowGraphs
{
    /// <summary>The graph of the innermost method, lambda or local function around the analysed operation, or null for broken code.</summary>
    public static ControlFlowGraph? Of(OperationAnalysisContext context)
        => HasGraph(context.Operation) ? Innermost(context.GetControlFlowGraph(), context.Operation, context.CancellationToken) : null;

    /// <summary>The graph of the innermost method, lambda or local function around an operation of the analysed blocks.</summary>
    public static ControlFlowGraph? Of(OperationBlockAnalysisContext context, IOperation operation)
    {
        IOperation? block = context.OperationBlocks.FirstOrDefault(block => block.Syntax.Span.Contains(operation.Syntax.Span));
        return block is not null && HasGraph(operation) ? Innermost(context.GetControlFlowGraph(block), operation, context.CancellationToken) : null;
    }

    /// <summary>The block that evaluates the operation, or null when it is not in this graph.</summary>
    public static BasicBlock? BlockOf(ControlFlowGraph graph, IOperation operation)
        => graph.Blocks.FirstOrDefault(block => OperationsOf(block).Any(inner => inner.Syntax == operation.Syntax && inner.Kind == operation.Kind));

    /// <summary>Everything that a block evaluates, its condition or result included.</summary>
    public static IEnumerable<IOperation> OperationsOf(BasicBlock block)
    {
        foreach (IOperation operation in block.Operations)
        {
            foreach (IOperation inner in operation.DescendantsAndSelf())
                yield return inner;
        }

        if (block.BranchValue is { } value)
        {
            foreach (IOperation inner in value.DescendantsAndSelf())
                yield return inner;
        }
    }

    /// <summary>Roslyn makes graphs of whole bodies and initialisers only.</summary>
    private static bool HasGraph(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation is IMethodBodyOperation or IConstructorBodyOperation or IBlockOperation
            or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation;
    }

    private static ControlFlowGraph? Innermost(ControlFlowGraph outermost, IOperation operation, CancellationToken cancellationToken)
    {
        var functions = new Stack<IOperation>();
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                functions.Push(parent);
        }

        ControlFlowGraph? graph = outermost;
        while (graph is not null && functions.Count > 0)
            graph = Nested(graph, functions.Pop(), cancellationToken);
        return graph;
    }

    private static ControlFlowGraph? Nested(ControlFlowGraph graph, IOperation function, CancellationToken cancellationToken)
    {
        if (function is ILocalFunctionOperation local)
        {
            return graph.LocalFunctions.Contains(local.Symbol, SymbolEqualityComparer.Default)
                ? graph.GetLocalFunctionControlFlowGraph(local.Symbol, cancellationToken)
                : null;
        }

        IFlowAnonymousFunctionOperation? lambda = graph.Blocks
            .SelectMany(OperationsOf)
            .OfType<IFlowAnonymousFunctionOperation>()
            .FirstOrDefault(candidate => candidate.Syntax == function.Syntax);
        return lambda is null ? null : graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken);
    }
}
