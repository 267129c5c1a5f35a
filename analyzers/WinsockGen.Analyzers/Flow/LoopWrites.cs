using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Operations;

namespace WinsockGen.Analyzers.Flow;

/// <summary>What the variables of a loop are given while it runs.</summary>
internal sealed class LoopWrites
{
    private readonly List<(ISymbol Variable, IOperation Write)> _writes = [];
    private readonly bool _callsOwnCode;

    public LoopWrites(Loop loop)
    {
        foreach (IOperation operation in loop.Operations)
        {
            IOperation? target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                _ => null,
            };
            if (target?.Variable() is { } variable)
                _writes.Add((variable, operation));
            _callsOwnCode |= operation is IInvocationOperation { TargetMethod: { IsExtern: false, DeclaringSyntaxReferences.IsEmpty: false } };
        }
    }

    public bool Writes(ISymbol variable) => To(variable).Any();

    /// <summary>Whether code called from the loop may write a variable that it can see.</summary>
    public bool MayWriteElsewhere(ISymbol variable) => _callsOwnCode
        && variable is IFieldSymbol { IsReadOnly: false, IsConst: false } or IPropertySymbol { SetMethod: not null };

    /// <summary>Whether the variable is increased by the result of <paramref name="call"/>, directly or through another variable.</summary>
    public bool GrowsBy(ISymbol variable, IOperation call)
        => To(variable).Any(write => Added(write, variable) is { } added && IsResult(added, call));

    /// <summary>Whether the variable only ever grows, so that it is never set back to where the next message begins.</summary>
    public bool OnlyGrows(ISymbol variable) => To(variable).All(write => Added(write, variable) is not null);

    /// <summary>Whether the variable is only ever moved by constant steps, as what counts rounds is.</summary>
    public bool OnlySteps(ISymbol variable) => Writes(variable) && To(variable).All(write => write is IIncrementOrDecrementOperation
        || (write is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } step && step.Value.ConstantInteger() is not null));

    private IEnumerable<IOperation> To(ISymbol variable)
        => _writes.Where(write => SymbolEqualityComparer.Default.Equals(write.Variable, variable)).Select(write => write.Write);

    /// <summary>What <c>v += x</c>, <c>v = v + x</c> or <c>v = x + v</c> adds.</summary>
    private static IOperation? Added(IOperation write, ISymbol variable) => write switch
    {
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } compound => compound.Value,
        ISimpleAssignmentOperation assignment when assignment.Value.WithoutConversions() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum
            => Is(sum.LeftOperand, variable) ? sum.RightOperand : Is(sum.RightOperand, variable) ? sum.LeftOperand : null,
        _ => null,
    };

    private static bool Is(IOperation operation, ISymbol variable) => SymbolEqualityComparer.Default.Equals(operation.Variable(), variable);

    private bool IsResult(IOperation value, IOperation call)
    {
        value = value.WithoutAwaiting();
        if (value.Syntax == call.Syntax)
            return true;
        ISymbol? through = value is IPropertyReferenceOperation { Instance: { } instance } ? instance.WithoutAwaiting().Variable() : value.Variable();
        return through is not null
            && To(through).OfType<ISimpleAssignmentOperation>().Any(write => write.Value.WithoutAwaiting().Syntax == call.Syntax);
    }
}
