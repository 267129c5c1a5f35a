using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace WinsockGen.Analyzers.Flow;

/// <summary>
/// A natural loop of a control flow graph: the block that is entered first, and every block from which it is reached
/// again without leaving. It does not matter how the loop was written: <c>while</c>, <c>for</c>, <c>do</c> or <c>goto</c>.
/// </summary>
internal sealed class Loop
{
    private readonly HashSet<BasicBlock> _blocks;

    private Loop(HashSet<BasicBlock> blocks) => _blocks = blocks;

    public IEnumerable<IOperation> Operations => _blocks.SelectMany(FlowGraphs.OperationsOf);

    /// <summary>The loops around <paramref name="block"/>, innermost first.</summary>
    public static IReadOnlyList<Loop> Around(ControlFlowGraph graph, BasicBlock block)
    {
        var handlers = new Handlers(graph);
        var dominators = new Dominators(graph, handlers);
        var bodies = new Dictionary<BasicBlock, HashSet<BasicBlock>>();
        foreach (BasicBlock tail in graph.Blocks)
        {
            foreach (BasicBlock header in Paths.Successors(tail))
            {
                if (!dominators.Dominates(header, tail))
                    continue;
                if (!bodies.TryGetValue(header, out HashSet<BasicBlock>? body))
                    bodies.Add(header, body = [header]);
                AddBody(graph, handlers, body, tail);
            }
        }

        return
        [
            .. bodies
                .Where(loop => loop.Value.Contains(block))
                .OrderBy(loop => loop.Value.Count)
                .Select(loop => new Loop(loop.Value)),
        ];
    }

    private static void AddBody(ControlFlowGraph graph, Handlers handlers, HashSet<BasicBlock> body, BasicBlock tail)
    {
        var pending = new Stack<BasicBlock>([tail]);
        while (pending.Count > 0)
        {
            BasicBlock block = pending.Pop();
            if (!body.Add(block))
                continue;
            foreach (ControlFlowBranch branch in block.Predecessors)
                pending.Push(branch.Source);
            if (handlers.GuardedBy(block) is not { } guarded)
                continue;
            for (int i = guarded.FirstBlockOrdinal; i <= guarded.LastBlockOrdinal; i++)
                pending.Push(graph.Blocks[i]);
        }
    }
}
