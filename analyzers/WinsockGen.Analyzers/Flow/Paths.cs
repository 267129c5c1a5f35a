using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace WinsockGen.Analyzers.Flow;

/// <summary>Follows the paths of a control flow graph, through finally blocks and into the handlers of thrown exceptions.</summary>
internal static class Paths
{
    /// <summary>Where control can go when it leaves a block without an exception.</summary>
    public static IEnumerable<BasicBlock> Successors(BasicBlock block)
    {
        if (block.FallThroughSuccessor?.Destination is { } next)
            yield return next;
        if (block.ConditionalSuccessor?.Destination is { } other)
            yield return other;
    }

    /// <summary>
    /// Every block that can be reached by following <paramref name="first"/>. A block for which <paramref name="stop"/> is
    /// true is reached, but not passed.
    /// </summary>
    public static HashSet<BasicBlock> Reachable(ControlFlowGraph graph, ControlFlowBranch first, Func<BasicBlock, bool> stop)
    {
        var reached = new HashSet<BasicBlock>();
        var pending = new Stack<BasicBlock>(Targets(graph, first));
        while (pending.Count > 0)
        {
            BasicBlock block = pending.Pop();
            if (!reached.Add(block) || stop(block))
                continue;
            foreach (ControlFlowBranch? branch in new[] { block.FallThroughSuccessor, block.ConditionalSuccessor })
            {
                foreach (BasicBlock target in branch is null ? [] : Targets(graph, branch))
                    pending.Push(target);
            }
        }

        return reached;
    }

    /// <summary>The destination of a branch, the finally blocks on its way, and for a throw the handlers around it.</summary>
    private static IEnumerable<BasicBlock> Targets(ControlFlowGraph graph, ControlFlowBranch branch)
    {
        if (branch.Destination is { } destination)
            yield return destination;
        foreach (ControlFlowRegion region in branch.FinallyRegions)
            yield return graph.Blocks[region.FirstBlockOrdinal];
        if (branch.Semantics is not (ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow))
            yield break;

        ControlFlowRegion inner = branch.Source.EnclosingRegion;
        for (ControlFlowRegion? outer = inner.EnclosingRegion; outer is not null; inner = outer, outer = outer.EnclosingRegion)
        {
            if (inner.Kind != ControlFlowRegionKind.Try)
                continue;
            foreach (ControlFlowRegion handler in outer.NestedRegions.Where(region => region != inner))
                yield return graph.Blocks[handler.FirstBlockOrdinal];
        }
    }
}
