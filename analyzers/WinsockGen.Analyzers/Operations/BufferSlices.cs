using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WinsockGen.Analyzers.Operations;

/// <summary>Takes apart the expressions that choose a part of a buffer.</summary>
internal static class BufferSlices
{
    /// <summary>
    /// The start and the length in <c>AsMemory(array, start, length)</c>, <c>AsSpan</c>, <c>Slice</c> and the constructors
    /// of <c>ArraySegment</c>, <c>Memory</c> and <c>Span</c>; nulls where the expression chooses none.
    /// </summary>
    public static void Split(IOperation buffer, out IOperation? start, out IOperation? length)
    {
        start = length = null;
        ImmutableArray<IArgumentOperation> arguments;
        switch (UnwrapImplicit(buffer))
        {
            case IInvocationOperation { TargetMethod.Name: "AsMemory" or "AsSpan" or "Slice" } slice:
                arguments = slice.Arguments;
                break;
            case IObjectCreationOperation { Type.Name: "ArraySegment" or "Memory" or "Span" } created:
                arguments = created.Arguments;
                break;
            default:
                return;
        }

        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter?.Name is "start" or "offset")
                start = argument.Value;
            else if (argument.Parameter?.Name is "length" or "count")
                length = argument.Value;
        }
    }

    /// <summary>The array, memory, span or pointer that the expression chooses a part of, or the expression itself.</summary>
    public static IOperation Whole(IOperation buffer)
    {
        while (true)
        {
            buffer = UnwrapImplicit(buffer);
            switch (buffer)
            {
                case IInvocationOperation { TargetMethod.Name: "AsMemory" or "AsSpan" or "Slice", Instance: { } instance }:
                    buffer = instance;
                    break;
                case IInvocationOperation { TargetMethod.Name: "AsMemory" or "AsSpan", Instance: null, Arguments: { IsEmpty: false } arguments }:
                    buffer = arguments[0].Value;
                    break;
                case IObjectCreationOperation { Type.Name: "ArraySegment" or "Memory" or "Span", Arguments: { IsEmpty: false } arguments }:
                    buffer = arguments[0].Value;
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                    buffer = sum.LeftOperand;
                    break;
                case IAddressOfOperation address:
                    buffer = address.Reference;
                    break;
                case IArrayElementReferenceOperation element:
                    buffer = element.ArrayReference;
                    break;
                default:
                    return buffer;
            }
        }
    }

    /// <summary>Without conversions, the user-defined ones of <c>Memory</c> and <c>Span</c> included.</summary>
    private static IOperation UnwrapImplicit(IOperation operation)
    {
        operation = operation.WithoutConversions();
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand.WithoutConversions();
        return operation;
    }
}
