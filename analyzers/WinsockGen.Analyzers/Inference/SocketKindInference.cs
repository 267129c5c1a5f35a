using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Operations;
using WinsockGen.Analyzers.Symbols;

namespace WinsockGen.Analyzers.Inference;

/// <summary>
/// Finds out what kind of socket an expression is: from its type, from where it was created, from every value that its
/// variable is given, and at last from calls that only one kind of socket has. Evidence that disagrees, or a value that
/// cannot be seen, makes the kind unknown.
/// </summary>
internal sealed class SocketKindInference
{
    /// <summary>How many variables and methods may stand between a socket and its creation.</summary>
    private const int DeepestChain = 8;

    private readonly SocketTypes _types;
    private readonly SourceModels _models;
    private readonly AssignedValues _assigned;
    private readonly UsageEvidence _usage;
    private readonly ConcurrentDictionary<ISymbol, SocketKind?> _kinds = new(SymbolEqualityComparer.Default);

    public SocketKindInference(SocketTypes types, SourceModels models)
    {
        _types = types;
        _models = models;
        _assigned = new AssignedValues(models);
        _usage = new UsageEvidence(models);
    }

    /// <summary>The kind of the socket that <paramref name="expression"/> evaluates to.</summary>
    public SocketKind KindOf(IOperation? expression, CancellationToken cancellationToken)
        => expression is null ? SocketKind.Unknown : Infer(expression, new Chain(cancellationToken)) ?? SocketKind.Unknown;

    /// <summary>The kind that a type alone decides.</summary>
    public SocketKind KindOf(ITypeSymbol? type)
    {
        if (SocketTypes.Is(type, _types.UdpClient) || SocketTypes.Is(type, _types.DatagramSocket))
            return SocketKind.Datagram;
        if (SocketTypes.Is(type, _types.MessageSocket))
            return SocketKind.Message;
        if (SocketTypes.Is(type, _types.TcpClient) || SocketTypes.Is(type, _types.TcpListener) || _types.IsNetworkStream(type)
            || SocketTypes.Is(type, _types.StreamSocket) || SocketTypes.Is(type, _types.StreamListener))
            return SocketKind.Stream;
        return SocketKind.Unknown;
    }

    /// <summary>Null means "no socket yet": a null or default value, which says nothing about the kind.</summary>
    private SocketKind? Infer(IOperation expression, Chain chain)
    {
        expression = expression.WithoutAwaiting();
        if (KindOf(expression.Type) is not SocketKind.Unknown and var decided)
            return decided;
        switch (expression)
        {
            case ILiteralOperation or IDefaultValueOperation:
                return null;
            case IObjectCreationOperation created:
                return SocketTypes.Is(created.Type, _types.Socket) || created.Constructor?.ContainingType is not { } type || SocketTypes.Is(type, _types.Socket)
                    ? OfSocketType(created.Arguments)
                    : SocketKind.Unknown;
            case IInvocationOperation invocation:
                return OfCall(invocation, chain);
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Join(Infer(conditional.WhenTrue, chain), Infer(whenFalse, chain));
            case ICoalesceOperation coalesce:
                return Join(Infer(coalesce.Value, chain), Infer(coalesce.WhenNull, chain));
            case ISwitchExpressionOperation choice:
                return OfArms(choice, chain);
            case IConditionalAccessOperation access:
                return Infer(access.WhenNotNull, chain);
            case IConditionalAccessInstanceOperation instance:
                return OfAccessed(instance, chain);
            case IPropertyReferenceOperation { Property.Name: "Client" or "Server" or "Socket" or "SafeHandle" or "Handle", Instance: { } owner } when OwnerKind(owner, chain) is { } kind:
                return kind;
            default:
                return expression.Variable() is { } variable ? OfVariable(variable, chain) : SocketKind.Unknown;
        }
    }

    /// <summary>The kind of what wraps the socket: a client, a listener, a stream, or the socket whose handle is taken.</summary>
    private SocketKind? OwnerKind(IOperation owner, Chain chain)
    {
        ITypeSymbol? type = owner.WithoutConversions().Type;
        return KindOf(type) is not SocketKind.Unknown and var kind ? kind : SocketTypes.Is(type, _types.Socket) ? Infer(owner, chain) : null;
    }

    private SocketKind? OfAccessed(IConditionalAccessInstanceOperation instance, Chain chain)
    {
        for (IOperation? parent = instance.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.Operation.Syntax == instance.Syntax)
                return Infer(access.Operation, chain);
        }

        return SocketKind.Unknown;
    }

    private SocketKind? OfArms(ISwitchExpressionOperation choice, Chain chain)
    {
        SocketKind? joined = null;
        foreach (ISwitchExpressionArmOperation arm in choice.Arms)
        {
            if (arm.Value.WithoutConversions() is not IThrowOperation)
                joined = Join(joined, Infer(arm.Value, chain));
        }

        return joined;
    }

    private SocketKind? OfCall(IInvocationOperation invocation, Chain chain)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (WinsockImports.FunctionName(method) is { } function)
        {
            return function switch
            {
                "socket" or "WSASocketW" or "WSASocketA" => OfNativeType(invocation),
                "accept" or "WSAAccept" => SocketKind.Stream,
                _ => SocketKind.Unknown,
            };
        }

        if (SocketTypes.Is(method.ContainingType, _types.Socket) || SocketTypes.Is(method.ContainingType, _types.TcpListener))
            return method.Name.Contains("Accept") ? SocketKind.Stream : SocketKind.Unknown;
        if (method.Name is "DangerousGetHandle" && invocation.Instance is { } handle)
            return Infer(handle, chain);
        return OfReturned(method, chain);
    }

    /// <summary>The kind that every return of a method of this compilation agrees on.</summary>
    private SocketKind? OfReturned(IMethodSymbol method, Chain chain)
    {
        if (!chain.TryEnter(method))
            return SocketKind.Unknown;
        SocketKind? joined = SocketKind.Unknown;
        bool first = true;
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            foreach (ExpressionSyntax returned in ReturnedValues.Of(reference.GetSyntax(chain.CancellationToken)))
            {
                SocketKind? kind = _models.Operation(returned) is { } value ? Infer(value, chain) : SocketKind.Unknown;
                joined = first ? kind : Join(joined, kind);
                first = false;
            }
        }

        chain.Leave(method);
        return joined;
    }

    private SocketKind? OfVariable(ISymbol variable, Chain chain)
    {
        if (_kinds.TryGetValue(variable, out SocketKind? known))
            return known;
        if (!chain.TryEnter(variable))
            return SocketKind.Unknown;

        SocketKind? joined = null;
        foreach (ExpressionSyntax? value in _assigned.Of(variable, chain.CancellationToken))
        {
            joined = Join(joined, value is not null && _models.Operation(value) is { } assigned ? Infer(assigned, chain) : SocketKind.Unknown);
            if (joined is SocketKind.Unknown)
                break;
        }

        if (joined is null && variable is IPropertySymbol property)
            joined = OfGetter(property, chain);
        SocketKind? kind = joined;
        if (kind is null or SocketKind.Unknown
            && _usage.KindOf(variable, chain.CancellationToken) is not SocketKind.Unknown and var used)
            kind = used;
        chain.Leave(variable);
        // Deeper in a chain the answer may have been cut short by a cycle.
        if (chain.IsEmpty)
            _kinds.TryAdd(variable, kind);
        return kind;
    }

    private SocketKind? OfGetter(IPropertySymbol property, Chain chain)
        => property.GetMethod is { } getter && !property.DeclaringSyntaxReferences.IsEmpty ? OfReturned(getter, chain) : null;

    /// <summary>The kind that the <c>SocketType</c> among the arguments of a constructor names.</summary>
    private SocketKind OfSocketType(IEnumerable<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            if (SocketTypes.Is(argument.Parameter?.Type, _types.SocketType))
                return OfTypeNumber(argument.Value.ConstantInteger());
        }

        return SocketKind.Unknown;
    }

    private static SocketKind OfNativeType(IInvocationOperation invocation)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == 1)
                return OfTypeNumber(argument.Value.WithoutConversions().ConstantInteger());
        }

        return SocketKind.Unknown;
    }

    /// <summary>SOCK_STREAM, SOCK_DGRAM, SOCK_RDM and SOCK_SEQPACKET have the same numbers in the BCL and in Winsock.</summary>
    private static SocketKind OfTypeNumber(long? number) => number switch
    {
        1 => SocketKind.Stream,
        2 => SocketKind.Datagram,
        4 or 5 => SocketKind.Message,
        _ => SocketKind.Unknown,
    };

    private static SocketKind? Join(SocketKind? one, SocketKind? other)
        => one is null ? other : other is null || one == other ? one : SocketKind.Unknown;

    /// <summary>The symbols on the way from the question to where it is answered, so that cycles end.</summary>
    private sealed class Chain(CancellationToken cancellationToken)
    {
        private readonly HashSet<ISymbol> _entered = new(SymbolEqualityComparer.Default);

        public CancellationToken CancellationToken => cancellationToken;

        public bool IsEmpty => _entered.Count == 0;

        public bool TryEnter(ISymbol symbol) => _entered.Count < DeepestChain && _entered.Add(symbol);

        public void Leave(ISymbol symbol) => _entered.Remove(symbol);
    }
}
