using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Operations;

namespace WinsockGen.Analyzers.Flow;

/// <summary>A branch that a count of 0 takes and a count of 1 does not.</summary>
internal sealed class ZeroTest
{
    private ZeroTest(IOperation test, ControlFlowBranch whenZero, ControlFlowBranch otherwise)
    {
        Test = test;
        WhenZero = whenZero;
        Otherwise = otherwise;
    }

    /// <summary>The comparison, such as <c>n == 0</c>.</summary>
    public IOperation Test { get; }

    public ControlFlowBranch WhenZero { get; }

    public ControlFlowBranch Otherwise { get; }

    /// <summary>The test at the end of <paramref name="block"/>, when it is one of a value that <paramref name="isCount"/> accepts.</summary>
    public static ZeroTest? At(BasicBlock block, Func<IOperation, bool> isCount)
    {
        if (block.BranchValue is not { } condition || block.ConditionalSuccessor is not { } conditional || block.FallThroughSuccessor is not { } fallThrough
            || block.ConditionKind == ControlFlowConditionKind.None)
            return null;

        bool negated = false;
        condition = condition.WithoutConversions();
        while (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not)
        {
            negated = !negated;
            condition = not.Operand.WithoutConversions();
        }

        if (Predicate(condition, isCount) is not { } holds || holds(0) == holds(1))
            return null;
        bool takesConditional = (holds(0) != negated) == (block.ConditionKind == ControlFlowConditionKind.WhenTrue);
        return takesConditional ? new ZeroTest(condition, conditional, fallThrough) : new ZeroTest(condition, fallThrough, conditional);
    }

    private static Func<long, bool>? Predicate(IOperation condition, Func<IOperation, bool> isCount)
    {
        switch (condition)
        {
            case IBinaryOperation binary when binary.RightOperand.ConstantInteger() is { } right && isCount(binary.LeftOperand):
                return count => Holds(binary.OperatorKind, count, right);
            case IBinaryOperation binary when binary.LeftOperand.ConstantInteger() is { } left && isCount(binary.RightOperand):
                return count => Holds(binary.OperatorKind, left, count);
            case IIsPatternOperation test when isCount(test.Value):
                return Predicate(test.Pattern);
            default:
                return null;
        }
    }

    private static Func<long, bool>? Predicate(IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant when constant.Value.ConstantInteger() is { } value:
                return count => count == value;
            case IRelationalPatternOperation relation when relation.Value.ConstantInteger() is { } bound:
                return count => Holds(relation.OperatorKind, count, bound);
            case INegatedPatternOperation negated when Predicate(negated.Pattern) is { } inner:
                return count => !inner(count);
            default:
                return null;
        }
    }

    private static bool Holds(BinaryOperatorKind comparison, long left, long right) => comparison switch
    {
        BinaryOperatorKind.Equals => left == right,
        BinaryOperatorKind.NotEquals => left != right,
        BinaryOperatorKind.LessThan => left < right,
        BinaryOperatorKind.LessThanOrEqual => left <= right,
        BinaryOperatorKind.GreaterThan => left > right,
        BinaryOperatorKind.GreaterThanOrEqual => left >= right,
        _ => false,
    };
}
