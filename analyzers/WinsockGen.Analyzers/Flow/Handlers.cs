using System.Collections.Generic;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace WinsockGen.Analyzers.Flow;

/// <summary>
/// The blocks in which catch, filter and finally regions begin, each with the try region that it guards. A graph has no
/// edges into them, because any block of the try region may lead there.
/// </summary>
internal sealed class Handlers
{
    private readonly Dictionary<int, ControlFlowRegion> _guarded = [];

    public Handlers(ControlFlowGraph graph) => Collect(graph.Root, null);

    /// <summary>The try region whose exceptions or end lead to <paramref name="block"/>, or null.</summary>
    public ControlFlowRegion? GuardedBy(BasicBlock block) => _guarded.TryGetValue(block.Ordinal, out ControlFlowRegion? region) ? region : null;

    private void Collect(ControlFlowRegion region, ControlFlowRegion? guarded)
    {
        if (guarded is not null)
            _guarded[region.FirstBlockOrdinal] = guarded;
        ControlFlowRegion? inner = region.Kind switch
        {
            ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.TryAndFinally => region.NestedRegions[0],
            ControlFlowRegionKind.FilterAndHandler => guarded,
            _ => null,
        };
        foreach (ControlFlowRegion nested in region.NestedRegions)
            Collect(nested, nested == inner ? null : inner);
    }
}
