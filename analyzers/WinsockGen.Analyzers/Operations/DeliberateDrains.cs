using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WinsockGen.Analyzers.Operations;

/// <summary>Receives that need no count: what they receive cannot be short, is only looked at, thrown away, or must not come.</summary>
internal static class DeliberateDrains
{
    private const int Peek = 2;

    public static bool Contains(ReceiveCall receive)
        => Peeks(receive) || AsksForNothing(receive) || IsExpectedToFail(receive.Invocation) || IsBoundByAvailability(receive) || ThrowsDataAway(receive);

    /// <summary>Whether the statement throws, or fails a test.</summary>
    public static bool IsFailure(IOperation statement)
        => statement is IThrowOperation or IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "Fail" } or IThrowOperation };

    /// <summary>SocketFlags.Peek and MSG_PEEK: the data is received again later.</summary>
    private static bool Peeks(ReceiveCall receive)
        => receive.Flags is { } flags && flags.DescendantsAndSelf().Any(part => part.ConstantInteger() is { } value && (value & Peek) != 0);

    /// <summary>A receive into an empty buffer only waits for data.</summary>
    private static bool AsksForNothing(ReceiveCall receive)
        => receive.Count?.ConstantInteger() == 0 || (receive.Buffer is { } buffer && IsEmpty(BufferSlices.Whole(buffer)));

    private static bool IsEmpty(IOperation buffer) => buffer switch
    {
        IDefaultValueOperation => true,
        IArrayCreationOperation { DimensionSizes.Length: 1 } array => array.DimensionSizes[0].ConstantInteger() == 0,
        ICollectionExpressionOperation collection => collection.Elements.IsEmpty,
        IObjectCreationOperation { Arguments.IsEmpty: true, Type.Name: "Memory" or "Span" or "ArraySegment" } => true,
        IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_Array } } => true,
        IPropertyReferenceOperation { Property: { Name: "Empty", IsStatic: true } } => true,
        ILocalReferenceOperation local => Initializer(local) is { } value && IsEmpty(BufferSlices.Whole(value)),
        _ => false,
    };

    /// <summary>
    /// In a test, a receive that must throw: it is followed by <c>Fail(…)</c> or a throw, or is the body of a lambda given to
    /// a method like <c>Throws</c>.
    /// </summary>
    private static bool IsExpectedToFail(IOperation receive)
    {
        IOperation? statement = receive;
        while (statement is not (null or IExpressionStatementOperation or IAnonymousFunctionOperation))
            statement = statement.Parent;
        if (statement?.Parent is not IBlockOperation block)
            return false;
        int next = block.Operations.IndexOf(statement) + 1;
        if (next < block.Operations.Length && block.Operations[next] is not IReturnOperation { IsImplicit: true })
            return IsFailure(block.Operations[next]);
        return block is { Parent: IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation called } } } }
            && called.TargetMethod.Name.Contains("Throws");
    }

    /// <summary>
    /// A read of one byte, or of as many as are available, where something is known to be available: it cannot be short.
    /// </summary>
    private static bool IsBoundByAvailability(ReceiveCall receive)
    {
        IOperation? asked = receive.Count ?? Length(receive.Buffer);
        if (asked is null)
            return false;
        if (ReadsAvailable(asked) || (asked is ILocalReferenceOperation local && Initializer(local) is { } value && ReadsAvailable(value)))
            return true;
        if (receive.Count is not null && asked is IPropertyReferenceOperation { Property.Name: "Length" } && Length(receive.Buffer) is { } whole)
            asked = whole;
        return ReadsAvailable(asked) || (asked.ConstantInteger() == 1 && IsUnderAvailability(receive.Invocation));
    }

    private static bool IsUnderAvailability(IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            IOperation? condition = parent switch
            {
                IWhileLoopOperation loop => loop.Condition,
                IForLoopOperation loop => loop.Condition,
                IConditionalOperation conditional => conditional.Condition,
                _ => null,
            };
            if (condition is not null && condition.DescendantsAndSelf().Any(ReadsAvailable))
                return true;
        }

        return false;
    }

    private static bool ReadsAvailable(IOperation operation)
        => operation.WithoutConversions() is IPropertyReferenceOperation { Property: { Name: "Available" or "DataAvailable", ContainingNamespace.Name: "Sockets" } };

    /// <summary>While data is available, it is drained into a buffer that nobody reads.</summary>
    private static bool ThrowsDataAway(ReceiveCall receive)
        => IsUnderAvailability(receive.Invocation)
            && receive.Buffer is { } buffer
            && (IsOnlyStatement(receive.Invocation) || (BufferSlices.Whole(buffer) is ILocalReferenceOperation local && IsOnlyReceivedInto(local)));

    private static bool IsOnlyStatement(IOperation receive)
    {
        IOperation? statement = receive;
        while (statement is not (null or IExpressionStatementOperation))
            statement = statement.Parent;
        return statement?.Parent is ILoopOperation or IBlockOperation { Operations.Length: 1, Parent: ILoopOperation };
    }

    private static bool IsOnlyReceivedInto(ILocalReferenceOperation buffer)
        => buffer.Root().DescendantsAndSelf()
            .OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, buffer.Local))
            .All(reference => IsLength(reference.Parent) || IsReceiveArgument(reference));

    private static bool IsLength(IOperation? operation) => operation is IPropertyReferenceOperation { Property.Name: "Length" };

    private static bool IsReceiveArgument(IOperation reference)
    {
        IOperation? parent = reference.Parent;
        while (parent is IConversionOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "AsMemory" or "AsSpan" } }
            or IInvocationOperation { TargetMethod.Name: "AsMemory" or "AsSpan" })
            parent = parent.Parent;
        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Receive" or "ReceiveAsync" or "Read" or "ReadAsync" or "recv" } };
    }

    /// <summary>The number of bytes that the buffer holds, when its creation can be seen.</summary>
    private static IOperation? Length(IOperation? buffer)
    {
        IOperation? whole = buffer is null ? null : BufferSlices.Whole(buffer);
        if (whole is ILocalReferenceOperation local && Initializer(local) is { } value)
            whole = BufferSlices.Whole(value);
        return whole is IArrayCreationOperation { DimensionSizes.Length: 1 } array ? array.DimensionSizes[0].WithoutConversions() : null;
    }

    /// <summary>What the local is declared with.</summary>
    private static IOperation? Initializer(ILocalReferenceOperation reference)
        => reference.Root().DescendantsAndSelf()
            .OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local))
            ?.Initializer?.Value;
}
