using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Operations;

namespace WinsockGen.Analyzers.Flow;

/// <summary>Recognises the count of one receive wherever the same function looks at it.</summary>
/// <param name="graph">The function's control flow graph.</param>
/// <param name="source">The receive, or the expression that holds its count.</param>
/// <param name="result">Where the source leaves the count.</param>
internal sealed class ReceivedCountFlow(ControlFlowGraph graph, IOperation source, ReceiveResult result)
{
    /// <summary>How many variables the count may be handed through.</summary>
    private const int LongestWay = 3;

    /// <summary>Whether an operand is the number of bytes that the source received.</summary>
    public bool IsCount(IOperation operand) => IsCount(operand, LongestWay);

    private bool IsCount(IOperation operand, int way)
    {
        operand = operand.WithoutAwaiting();
        bool direct = operand switch
        {
            _ when result == ReceiveResult.Count => operand.Syntax == source.Syntax,
            IMemberReferenceOperation { Member.Name: "ReceivedBytes" or "Length", Instance: { } instance } when result == ReceiveResult.CountMember => IsResult(instance, way),
            IPropertyReferenceOperation { Property.Name: "Length", Instance: { } array } when result == ReceiveResult.Array => IsResult(array, way),
            IPropertyReferenceOperation { Property.Name: "Length", Instance: { } array } when result == ReceiveResult.BufferMember => IsBuffer(array, way),
            _ => false,
        };
        return direct || IsHandedOn(operand, way, (value, left) => IsCount(value, left));
    }

    private bool IsResult(IOperation operand, int way)
    {
        operand = operand.WithoutAwaiting();
        return operand.Syntax == source.Syntax || IsHandedOn(operand, way, IsResult);
    }

    private bool IsBuffer(IOperation operand, int way)
    {
        operand = operand.WithoutAwaiting();
        return operand is IPropertyReferenceOperation { Property.Name: "Buffer", Instance: { } instance } ? IsResult(instance, way) : IsHandedOn(operand, way, IsBuffer);
    }

    /// <summary>Whether the operand is a variable that the function gives such a value to.</summary>
    private bool IsHandedOn(IOperation operand, int way, System.Func<IOperation, int, bool> isWanted)
        => way > 0 && operand.Variable() is { } variable
            && graph.Blocks.SelectMany(FlowGraphs.OperationsOf)
                .OfType<ISimpleAssignmentOperation>()
                .Any(assignment => SymbolEqualityComparer.Default.Equals(assignment.Target.Variable(), variable) && isWanted(assignment.Value, way - 1));
}
