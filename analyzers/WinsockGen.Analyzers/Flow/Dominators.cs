using System.Collections;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace WinsockGen.Analyzers.Flow;

/// <summary>Which blocks every path from the entry to a block must pass.</summary>
internal sealed class Dominators
{
    private readonly BitArray[] _dominators;
    private readonly Handlers _handlers;

    public Dominators(ControlFlowGraph graph, Handlers handlers)
    {
        _handlers = handlers;
        ImmutableArray<BasicBlock> blocks = graph.Blocks;
        _dominators = new BitArray[blocks.Length];
        _dominators[0] = new BitArray(blocks.Length) { [0] = true };
        for (int i = 1; i < blocks.Length; i++)
            _dominators[i] = new BitArray(blocks.Length, defaultValue: true);

        // Blocks come in source order, so that few rounds reach the fixed point.
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 1; i < blocks.Length; i++)
                changed |= Update(blocks[i]);
        }
    }

    public bool Dominates(BasicBlock dominator, BasicBlock block) => block.IsReachable && _dominators[block.Ordinal][dominator.Ordinal];

    private bool Update(BasicBlock block)
    {
        var merged = new BitArray(_dominators.Length, defaultValue: true);
        foreach (ControlFlowBranch branch in block.Predecessors)
        {
            if (branch.Source.IsReachable)
                merged.And(_dominators[branch.Source.Ordinal]);
        }

        // An exception leaves its try region after the first block at the earliest.
        if (_handlers.GuardedBy(block) is { } guarded)
            merged.And(_dominators[guarded.FirstBlockOrdinal]);
        merged[block.Ordinal] = true;

        BitArray old = _dominators[block.Ordinal];
        bool changed = false;
        for (int i = 0; i < merged.Length && !changed; i++)
            changed = merged[i] != old[i];
        _dominators[block.Ordinal] = merged;
        return changed;
    }
}
