using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Flow;
using WinsockGen.Analyzers.Operations;

namespace WinsockGen.Analyzers.Rules.Stream;

/// <summary>
/// What keeps the offset of a read loop inside its buffer. A test against the count itself, or against the buffer's whole
/// length, leaves no room for another full read; any other bound may.
/// </summary>
internal sealed class OffsetBounds(Loop loop, LoopWrites writes, ISymbol offset, ReceiveCall receive, ReceiveCalls receives)
{
    /// <summary>Whether the loop may well have room for the full count in every round.</summary>
    public bool MayLeaveRoom()
    {
        IBinaryOperation[] comparisons = [.. loop.Operations.OfType<IBinaryOperation>().Where(IsComparison)];
        IBinaryOperation[] weighing = [.. comparisons.Where(comparison => Weighs(comparison) && !IsTestForZero(comparison))];
        if (!weighing.All(IsTestAgainstCount) || loop.Operations.OfType<IIsPatternOperation>().Any(test => Weighs(test.Value)))
            return true;
        return weighing.Length == 0 && (comparisons.Any(CountsRounds) || loop.Operations.Any(IsNextOfForeach));
    }

    /// <summary>Whether the value depends on the offset, directly or through a local that the loop computes from it.</summary>
    private bool Weighs(IOperation value) => Involves(value, offset)
        || loop.Operations.OfType<ISimpleAssignmentOperation>().Any(assignment
            => assignment.Target is ILocalReferenceOperation { Local: var local }
                && !SymbolEqualityComparer.Default.Equals(local, offset)
                && Involves(value, local)
                && Involves(assignment.Value, offset));

    /// <summary>Whether the value is made of the variable. What is received or read at that index is not.</summary>
    private bool Involves(IOperation value, ISymbol variable) => value switch
    {
        IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: false } => false,
        IInvocationOperation call when call.Syntax == receive.Invocation.Syntax || receives.Recognise(call) is not null => false,
        _ => SymbolEqualityComparer.Default.Equals(value.Variable(), variable) || value.ChildOperations.Any(child => Involves(child, variable)),
    };

    /// <summary>Whether the comparison only asks whether anything has arrived yet.</summary>
    private bool IsTestForZero(IBinaryOperation comparison)
        => (IsOffset(comparison.LeftOperand) && comparison.RightOperand.ConstantInteger() == 0)
            || (IsOffset(comparison.RightOperand) && comparison.LeftOperand.ConstantInteger() == 0);

    /// <summary>Whether the comparison is <c>offset &lt; count</c>, <c>offset != count</c>, or the opposite of one of them.</summary>
    private bool IsTestAgainstCount(IBinaryOperation comparison) => comparison.OperatorKind switch
    {
        BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThanOrEqual => IsOffset(comparison.LeftOperand) && IsFull(comparison.RightOperand),
        BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThanOrEqual => IsOffset(comparison.RightOperand) && IsFull(comparison.LeftOperand),
        _ => (IsOffset(comparison.LeftOperand) && IsFull(comparison.RightOperand)) || (IsOffset(comparison.RightOperand) && IsFull(comparison.LeftOperand)),
    };

    /// <summary>Whether the operand is the offset, which may be advanced in place.</summary>
    private bool IsOffset(IOperation operand)
    {
        operand = operand.WithoutConversions();
        return SymbolEqualityComparer.Default.Equals((operand is IAssignmentOperation assignment ? assignment.Target : operand).Variable(), offset);
    }

    /// <summary>Whether the bound is the very count of the read, or the length of the whole buffer.</summary>
    private bool IsFull(IOperation bound)
    {
        bound = bound.WithoutConversions();
        IOperation count = receive.Count!.WithoutConversions();
        return bound.ConstantInteger() is { } constant && constant == count.ConstantInteger()
            || bound.Syntax.IsEquivalentTo(count.Syntax, topLevel: false)
            || (bound is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } measured } && receive.Buffer is { } buffer
                && BufferSlices.Whole(buffer).Variable() is { } whole && SymbolEqualityComparer.Default.Equals(measured.Variable(), whole));
    }

    private bool CountsRounds(IBinaryOperation comparison)
        => comparison.DescendantsAndSelf().Any(part => part.Variable() is { } counter && writes.OnlySteps(counter));

    private static bool IsNextOfForeach(IOperation operation) => operation is IInvocationOperation { IsImplicit: true, TargetMethod.Name: "MoveNext" or "MoveNextAsync" };

    private static bool IsComparison(IBinaryOperation operation) => operation.OperatorKind
        is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
        or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
        or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;
}
