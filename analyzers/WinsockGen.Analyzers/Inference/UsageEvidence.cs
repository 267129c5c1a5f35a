using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Analyzers.Inference;

/// <summary>
/// Tells the kind of a socket whose creation cannot be seen by what is called on it: only sockets without a connection
/// are received from and sent to by address, only streams accept.
/// </summary>
internal sealed class UsageEvidence(SourceModels models)
{
    /// <summary>The kind that the calls on <paramref name="variable"/> agree on, or unknown.</summary>
    public SocketKind KindOf(ISymbol variable, CancellationToken cancellationToken)
    {
        SocketKind found = SocketKind.Unknown;
        foreach (SyntaxNode scope in SymbolScope.Of(variable))
        {
            foreach (SyntaxNode node in scope.DescendantNodes())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (node is not InvocationExpressionSyntax invocation)
                    continue;
                (SimpleNameSyntax? receiver, SocketKind kind) = Evidence(invocation);
                if (kind == SocketKind.Unknown || kind == found || receiver is null || receiver.Identifier.ValueText != variable.Name
                    || !SymbolEqualityComparer.Default.Equals(models.Symbol(receiver), variable))
                    continue;
                if (found != SocketKind.Unknown)
                    return SocketKind.Unknown;
                found = kind;
            }
        }

        return found;
    }

    private static (SimpleNameSyntax? Receiver, SocketKind Kind) Evidence(InvocationExpressionSyntax invocation)
    {
        switch (invocation.Expression)
        {
            case MemberAccessExpressionSyntax access when OfMethod(access.Name) is not SocketKind.Unknown and var kind:
                return (NameOf(access.Expression), kind);
            case MemberBindingExpressionSyntax binding when OfMethod(binding.Name) is not SocketKind.Unknown and var kind:
                return (invocation.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } chained ? NameOf(chained.Expression) : null, kind);
        }

        SimpleNameSyntax? function = NameOf(invocation.Expression);
        return function is not null && OfFunction(function) is not SocketKind.Unknown and var native && invocation.ArgumentList.Arguments.Count > 0
            ? (NameOf(invocation.ArgumentList.Arguments[0].Expression), native)
            : (null, SocketKind.Unknown);
    }

    private static SimpleNameSyntax? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        PostfixUnaryExpressionSyntax { Operand: { } operand } => NameOf(operand),
        ParenthesizedExpressionSyntax { Expression: { } inner } => NameOf(inner),
        CastExpressionSyntax { Expression: { } inner } => NameOf(inner),
        _ => null,
    };

    private static SocketKind OfMethod(SimpleNameSyntax method) => method.Identifier.ValueText switch
    {
        "ReceiveFrom" or "ReceiveFromAsync" or "BeginReceiveFrom" or "EndReceiveFrom"
            or "ReceiveMessageFrom" or "ReceiveMessageFromAsync" or "BeginReceiveMessageFrom" or "EndReceiveMessageFrom"
            or "SendTo" or "SendToAsync" or "BeginSendTo" or "EndSendTo" => SocketKind.Datagram,
        "Listen" or "Accept" or "AcceptAsync" or "BeginAccept" or "EndAccept" => SocketKind.Stream,
        _ => OfFunction(method),
    };

    private static SocketKind OfFunction(SimpleNameSyntax function) => function.Identifier.ValueText switch
    {
        "recvfrom" or "WSARecvFrom" or "sendto" or "WSASendTo" => SocketKind.Datagram,
        "listen" or "accept" or "WSAAccept" => SocketKind.Stream,
        _ => SocketKind.Unknown,
    };
}
