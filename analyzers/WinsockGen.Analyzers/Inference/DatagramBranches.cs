using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Operations;

namespace WinsockGen.Analyzers.Inference;

/// <summary>The branches that run only where the code itself has found its socket to be a datagram socket.</summary>
internal static class DatagramBranches
{
    /// <summary><c>SocketType.Dgram</c>.</summary>
    private const int Datagram = 2;

    /// <summary>Whether the receive is in the branch of <c>if (socket.SocketType == SocketType.Dgram)</c> for datagrams.</summary>
    public static bool Contains(ReceiveCall receive)
    {
        if (receive.Socket.Variable() is not { } socket)
            return false;
        IOperation branch = receive.Invocation;
        for (IOperation? parent = branch.Parent; parent is not null; branch = parent, parent = parent.Parent)
        {
            if (parent is IConditionalOperation conditional
                && ((branch == conditional.WhenTrue && Holds(conditional.Condition, socket, BinaryOperatorKind.Equals, BinaryOperatorKind.ConditionalAnd))
                    || (branch == conditional.WhenFalse && Holds(conditional.Condition, socket, BinaryOperatorKind.NotEquals, BinaryOperatorKind.ConditionalOr))))
                return true;
        }

        return false;
    }

    /// <summary>Whether the condition is the test, or a chain of conditions with the test among them.</summary>
    private static bool Holds(IOperation condition, ISymbol socket, BinaryOperatorKind test, BinaryOperatorKind chain)
        => condition.WithoutConversions() is IBinaryOperation binary
            && (binary.OperatorKind == chain
                ? Holds(binary.LeftOperand, socket, test, chain) || Holds(binary.RightOperand, socket, test, chain)
                : binary.OperatorKind == test
                    && ((IsTypeOf(binary.LeftOperand, socket) && binary.RightOperand.ConstantInteger() == Datagram)
                        || (IsTypeOf(binary.RightOperand, socket) && binary.LeftOperand.ConstantInteger() == Datagram)));

    private static bool IsTypeOf(IOperation operand, ISymbol socket)
        => operand.WithoutConversions() is IPropertyReferenceOperation { Property.Name: "SocketType", Instance: { } instance }
            && SymbolEqualityComparer.Default.Equals(instance.Variable(), socket);
}
