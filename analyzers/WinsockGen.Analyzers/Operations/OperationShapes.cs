using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WinsockGen.Analyzers.Operations;

/// <summary>Sees through what surrounds a value without changing it, and names what a value is kept in.</summary>
internal static class OperationShapes
{
    /// <summary>The operation without the conversions and parentheses around it.</summary>
    public static IOperation WithoutConversions(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The call at the bottom of <c>await x.ConfigureAwait(false)</c>, <c>x.AsTask().Result</c>, <c>(a = x)</c> and the like.</summary>
    public static IOperation WithoutAwaiting(this IOperation operation)
    {
        while (true)
        {
            operation = operation.WithoutConversions();
            switch (operation)
            {
                case IAwaitOperation await:
                    operation = await.Operation;
                    break;
                case IInvocationOperation { Instance: { } awaited, TargetMethod.Name: var name } when PassesResultOn(name):
                    operation = awaited;
                    break;
                case IInvocationOperation { Instance: null, TargetMethod: { IsExtensionMethod: true, Name: var name }, Arguments: { IsEmpty: false } arguments }
                    when PassesResultOn(name):
                    operation = arguments[0].Value;
                    break;
                case IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } when task.Type?.Name is "Task" or "ValueTask":
                    operation = task;
                    break;
                case ISimpleAssignmentOperation assignment:
                    operation = assignment.Value;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>Whether a method of an awaitable hands on the result of what it is called on.</summary>
    public static bool PassesResultOn(string method)
        => method is "ConfigureAwait" or "AsTask" or "AsValueTask" or "GetAwaiter" or "GetResult" or "WaitAsync" or "WithTimeout" or "Preserve";

    /// <summary>The variable, field or property that an expression reads or writes, or null.</summary>
    public static ISymbol? Variable(this IOperation? operation) => operation?.WithoutConversions() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Property,
        IDeclarationExpressionOperation declaration => declaration.Expression.Variable(),
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        _ => null,
    };

    /// <summary>The outermost operation above this one: a method body, an initialiser, or the whole top-level program.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    /// <summary>Whether the operation refers to <paramref name="symbol"/> anywhere.</summary>
    public static bool Mentions(this IOperation operation, ISymbol symbol)
    {
        foreach (IOperation inner in operation.DescendantsAndSelf())
        {
            if (inner is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation
                && SymbolEqualityComparer.Default.Equals(inner.Variable(), symbol))
                return true;
        }

        return false;
    }

    /// <summary>The constant value as a 64-bit integer, or null.</summary>
    public static long? ConstantInteger(this IOperation? operation) => operation?.ConstantValue is { HasValue: true, Value: { } value }
        ? value switch
        {
            int number => number,
            uint number => number,
            long number => number,
            ulong number => unchecked((long)number),
            short number => number,
            ushort number => number,
            byte number => number,
            sbyte number => number,
            _ => null,
        }
        : null;

    /// <summary>How a message shows an expression: as written, on one line, and not too long.</summary>
    public static string Display(this IOperation operation)
    {
        const int Longest = 48;
        string text = operation.WithoutConversions().Syntax.ToString();
        int end = text.IndexOfAny(['\r', '\n']);
        if (end < 0 && text.Length <= Longest)
            return text;
        return text.Substring(0, end >= 0 && end < Longest ? end : System.Math.Min(Longest, text.Length)).TrimEnd() + "…";
    }
}
