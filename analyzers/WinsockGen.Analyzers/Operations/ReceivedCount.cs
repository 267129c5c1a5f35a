using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Symbols;

namespace WinsockGen.Analyzers.Operations;

/// <summary>Follows the count of a receive to whoever uses it.</summary>
internal static class ReceivedCount
{
    /// <summary>Whether nobody can know how much the call received.</summary>
    public static bool IsIgnored(ReceiveCall receive, SocketTypes types) => receive.Result switch
    {
        ReceiveResult.Count => IsDropped(receive.Invocation, types),
        ReceiveResult.OutCount => receive.OutCount is { } count && IsUnreadOut(count),
        _ => false,
    };

    private static bool IsDropped(IOperation value, SocketTypes types)
    {
        for (IOperation? parent = value.Parent; parent is not null; value = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IExpressionStatementOperation:
                    return true;
                case IAwaitOperation or IParenthesizedOperation:
                case IConditionalAccessOperation access when access.WhenNotNull == value:
                    break;
                case IConversionOperation conversion:
                    if (LosesResult(conversion, types))
                        return conversion.Parent is IReturnOperation or IVariableInitializerOperation or ISimpleAssignmentOperation;
                    break;
                case IInvocationOperation call when call.Instance == value:
                    if (call.TargetMethod.Name == "Wait")
                        return true;
                    if (!OperationShapes.PassesResultOn(call.TargetMethod.Name))
                        return false;
                    break;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } argument
                    when argument.Parameter?.Ordinal == 0 && OperationShapes.PassesResultOn(call.TargetMethod.Name):
                    break;
                case IPropertyReferenceOperation { Property.Name: "Result" }:
                    break;
                case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                    return true;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Parent: IExpressionStatementOperation }:
                    return IsNeverRead(target.Local, target);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return IsNeverRead(declarator.Symbol, declarator) || IsOnlyAwaitedNext(declarator);
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>A <c>Task&lt;int&gt;</c> handed on as a <c>Task</c>: whoever awaits it cannot see the count.</summary>
    private static bool LosesResult(IConversionOperation conversion, SocketTypes types)
        => types.Task is { } task && SymbolEqualityComparer.Default.Equals(conversion.Type, task)
            && conversion.Operand.Type is INamedTypeSymbol { IsGenericType: true };

    private static bool IsUnreadOut(IOperation count) => count.WithoutConversions() switch
    {
        IDiscardOperation => true,
        IDeclarationExpressionOperation { Expression: IDiscardOperation } => true,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared } => IsNeverRead(declared.Local, declared),
        ILocalReferenceOperation local => IsNeverRead(local.Local, local),
        IAddressOfOperation { Reference: ILocalReferenceOperation local } => IsNeverRead(local.Local, local),
        var pointer => ReceiveCalls.IsNull(pointer),
    };

    /// <summary>
    /// Whether the local's only use is the next statement, which awaits it: <c>var pending = …; await pending;</c>. Where
    /// another statement stands between, that may be why it is awaited: a close, or a cancellation.
    /// </summary>
    private static bool IsOnlyAwaitedNext(IVariableDeclaratorOperation declarator)
    {
        if (declarator.Parent?.Parent is not IVariableDeclarationGroupOperation { Parent: IBlockOperation block } group)
            return false;
        int next = block.Operations.IndexOf(group) + 1;
        return next < block.Operations.Length
            && block.Operations[next] is IExpressionStatementOperation { Operation: IAwaitOperation awaited }
            && awaited.WithoutAwaiting() is ILocalReferenceOperation reference
            && SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol)
            && declarator.Root().DescendantsAndSelf().OfType<ILocalReferenceOperation>()
                .Count(other => SymbolEqualityComparer.Default.Equals(other.Local, declarator.Symbol)) == 1
            && !(next + 1 < block.Operations.Length && DeliberateDrains.IsFailure(block.Operations[next + 1]));
    }

    /// <summary>Whether every reference to the local, in the code around <paramref name="place"/>, only writes it.</summary>
    private static bool IsNeverRead(ILocalSymbol local, IOperation place)
        // Writing a reference writes what it refers to.
        => !local.IsRef && place.Root().DescendantsAndSelf()
            .OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
            .All(reference => reference.Parent switch
            {
                ISimpleAssignmentOperation assignment => assignment.Target == reference && assignment.Parent is IExpressionStatementOperation,
                IDeclarationExpressionOperation => true,
                IArgumentOperation { Parameter.RefKind: RefKind.Out } => true,
                IAddressOfOperation or IConversionOperation => reference.Syntax == place.Syntax,
                _ => false,
            });
}
