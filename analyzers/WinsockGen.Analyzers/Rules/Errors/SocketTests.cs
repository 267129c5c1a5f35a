using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Operations;

namespace WinsockGen.Analyzers.Rules.Errors;

/// <summary>Recognises how code tests a SOCKET for failure.</summary>
internal static class SocketTests
{
    /// <summary>A test that is no test for INVALID_SOCKET.</summary>
    /// <param name="Operation">The whole test.</param>
    /// <param name="MeansFailure">Whether the code takes a true result for a failure.</param>
    /// <param name="Description">The test without the socket, for the message.</param>
    internal sealed record Wrong(IOperation Operation, bool MeansFailure, string Description);

    /// <summary>The wrong test that <paramref name="socket"/> is an operand of, or null.</summary>
    public static Wrong? WrongTest(IOperation socket) => socket.Parent switch
    {
        IBinaryOperation binary => OfComparison(binary, socket),
        IIsPatternOperation { Pattern: { } pattern } test when test.Value == socket => OfPattern(test, pattern),
        IInvocationOperation { TargetMethod.Name: "Equals", Arguments.Length: 1 } equals when equals.Instance == socket && IsZero(equals.Arguments[0].Value)
            => new Wrong(equals, true, equals.TargetMethod.Name + "(0)"),
        IPropertyReferenceOperation { Property: { Name: "IsInvalid" } property } test when test.Instance == socket && TakesZeroForInvalid(property, socket.Type)
            => new Wrong(test, true, property.ContainingType.Name + "." + property.Name),
        IInvocationOperation { TargetMethod.Name: "ToInt64" or "ToInt32" or "ToUInt64" or "ToUInt32" } number when number.Instance == socket
            => WrongTest(number),
        _ => null,
    };

    /// <summary>Whether the reference is compared with INVALID_SOCKET, under that name or as all bits set.</summary>
    public static bool IsComparedWithInvalid(IOperation socket)
    {
        IOperation? parent = socket.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary
                => !IsZero(binary.LeftOperand) && !IsZero(binary.RightOperand),
            IIsPatternOperation { Pattern: { } pattern } => pattern.DescendantsAndSelf().OfType<IConstantPatternOperation>().Any(constant => !IsZero(constant.Value)),
            _ => false,
        };
    }

    private static Wrong? OfComparison(IBinaryOperation binary, IOperation socket)
    {
        bool socketIsLeft = binary.LeftOperand == socket;
        IOperation other = socketIsLeft ? binary.RightOperand : binary.LeftOperand;
        BinaryOperatorKind kind = socketIsLeft ? binary.OperatorKind : Mirrored(binary.OperatorKind);
        if (!IsZero(other))
            return null;
        (bool MeansFailure, string Operator)? reading = kind switch
        {
            BinaryOperatorKind.Equals => (true, "=="),
            BinaryOperatorKind.LessThan => (true, "<"),
            BinaryOperatorKind.LessThanOrEqual => (true, "<="),
            BinaryOperatorKind.NotEquals => (false, "!="),
            BinaryOperatorKind.GreaterThan => (false, ">"),
            BinaryOperatorKind.GreaterThanOrEqual => (false, ">="),
            _ => null,
        };
        return reading is { } read ? new Wrong(binary, read.MeansFailure, read.Operator + " 0") : null;
    }

    private static Wrong? OfPattern(IIsPatternOperation test, IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation constant when IsZero(constant.Value) => new Wrong(test, true, "is 0"),
        INegatedPatternOperation { Pattern: IConstantPatternOperation constant } when IsZero(constant.Value) => new Wrong(test, false, "is not 0"),
        IRelationalPatternOperation relation when IsZero(relation.Value) => new Wrong(
            test,
            relation.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual,
            relation.Syntax.ToString()),
        _ => null,
    };

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => kind,
    };

    private static bool IsZero(IOperation operation)
    {
        IOperation value = operation.WithoutConversions();
        while (value is IConversionOperation conversion)
            value = conversion.Operand.WithoutConversions();
        return value.ConstantInteger() == 0
            || value is IDefaultValueOperation
            || value is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } }
            || (value is IObjectCreationOperation { Type.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } created
                && created.Arguments.All(argument => argument.Value.ConstantInteger() == 0));
    }

    /// <summary>
    /// Whether <c>IsInvalid</c> also holds for 0: so it does on the framework's class for file handles, and on a class of
    /// this compilation that compares its handle with zero and with nothing else.
    /// </summary>
    private static bool TakesZeroForInvalid(IPropertySymbol property, ITypeSymbol? handle)
    {
        for (ITypeSymbol? type = handle; type is not null; type = type.BaseType)
        {
            if (type is { Name: "SafeHandleZeroOrMinusOneIsInvalid", ContainingNamespace.Name: "SafeHandles" })
                return property.DeclaringSyntaxReferences.IsEmpty;
        }

        return property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is PropertyDeclarationSyntax declaration
            && declaration.DescendantNodes().OfType<BinaryExpressionSyntax>().ToArray() is { Length: 1 } comparisons
            && comparisons[0].Right.ToString() is "IntPtr.Zero" or "System.IntPtr.Zero" or "nint.Zero" or "0" or "default";
    }
}
