using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Operations;
using WinsockGen.Analyzers.Symbols;

namespace WinsockGen.Analyzers.Inference;

/// <summary>What methods of this compilation do with sockets, as far as their callers care: one call deep.</summary>
internal sealed class ReceiveSummaries
{
    private readonly SourceModels _models;
    private readonly SocketTypes _types;
    private readonly ReceiveCalls _receives;
    private readonly SocketKindInference _kinds;
    private readonly AssignedValues _assigned;
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _receiving = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, SocketKind> _counting = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, SocketKind> _eventArgs = new(SymbolEqualityComparer.Default);
    private readonly Lazy<INamedTypeSymbol[]> _sourceTypes;

    public ReceiveSummaries(SourceModels models, SocketTypes types, ReceiveCalls receives, SocketKindInference kinds)
    {
        _models = models;
        _types = types;
        _receives = receives;
        _kinds = kinds;
        _assigned = new AssignedValues(models);
        _sourceTypes = new Lazy<INamedTypeSymbol[]>(() => [.. TypesIn(models.Compilation.Assembly.GlobalNamespace)]);
    }

    /// <summary>Whether the method receives, or starts a receive, somewhere in its body.</summary>
    public bool Receives(IMethodSymbol method, CancellationToken cancellationToken)
        => !method.DeclaringSyntaxReferences.IsEmpty
            && _receiving.GetOrAdd(method.OriginalDefinition, key => ReceivesIn(key, cancellationToken).Any(receive => !receive.Ends));

    /// <summary>
    /// The kind of the socket whose received count the method returns, or unknown when it returns something else. For a
    /// member of an interface every implementation that returns such a count must agree.
    /// </summary>
    public SocketKind KindOfReturnedCount(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.ReturnType.SpecialType != SpecialType.System_Int32 || !SoundsLikeReceive(method.Name)
            || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _models.Compilation.Assembly))
            return SocketKind.Unknown;
        return _counting.GetOrAdd(method.OriginalDefinition, key => Agree(Bodies(key).SelectMany(body => ReturnedReceives(body, cancellationToken)), cancellationToken));
    }

    /// <summary>The kind of the sockets that a type receives from with <c>SocketAsyncEventArgs</c>, if they are all of one kind.</summary>
    public SocketKind KindOfEventArgs(INamedTypeSymbol type, CancellationToken cancellationToken)
        => _eventArgs.GetOrAdd(type, key => Agree(
            key.GetMembers().OfType<IMethodSymbol>().SelectMany(method => ReceivesIn(method, cancellationToken))
                .Where(receive => receive.Result == ReceiveResult.Pending && TakesEventArgs(receive)),
            cancellationToken));

    private bool TakesEventArgs(ReceiveCall receive)
        => receive.Invocation.TargetMethod.Parameters.Length == 1 && SocketTypes.Is(receive.Invocation.TargetMethod.Parameters[0].Type, _types.SocketAsyncEventArgs);

    private SocketKind Agree(IEnumerable<ReceiveCall> receives, CancellationToken cancellationToken)
    {
        SocketKind[] kinds = [.. receives.Select(receive => _kinds.KindOf(receive.Socket, cancellationToken)).Distinct().Take(2)];
        return kinds.Length == 1 ? kinds[0] : SocketKind.Unknown;
    }

    private IEnumerable<ReceiveCall> ReceivesIn(IMethodSymbol method, CancellationToken cancellationToken)
        => method.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantNodes())
            .OfType<InvocationExpressionSyntax>()
            .Where(call => SoundsLikeReceive(NameOf(call.Expression)))
            .Select(call => _models.Operation(call))
            .OfType<IInvocationOperation>()
            .Select(_receives.Recognise)
            .OfType<ReceiveCall>();

    private IEnumerable<ReceiveCall> ReturnedReceives(IMethodSymbol method, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            foreach (ExpressionSyntax returned in ReturnedValues.Of(reference.GetSyntax(cancellationToken)))
            {
                if (_models.Operation(returned)?.WithoutAwaiting() is not { } value)
                    continue;
                IEnumerable<IOperation?> origins = value is ILocalReferenceOperation local
                    ? _assigned.Of(local.Local, cancellationToken).Select(assigned => assigned is null ? null : _models.Operation(assigned)?.WithoutAwaiting())
                    : [value];
                foreach (IInvocationOperation call in origins.OfType<IInvocationOperation>())
                {
                    if (_receives.Recognise(call) is { Result: ReceiveResult.Count } receive)
                        yield return receive;
                }
            }
        }
    }

    /// <summary>The method itself, or what implements it in this compilation.</summary>
    private IEnumerable<IMethodSymbol> Bodies(IMethodSymbol method)
        => method.ContainingType.TypeKind != TypeKind.Interface
            ? [method]
            : _sourceTypes.Value
                .Where(type => type.AllInterfaces.Contains(method.ContainingType, SymbolEqualityComparer.Default))
                .Select(type => type.FindImplementationForInterfaceMember(method))
                .OfType<IMethodSymbol>();

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
        => container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(member => member is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type
            ? TypesIn(type).Append(type)
            : TypesIn(member));

    private static bool SoundsLikeReceive(string name)
        => name.IndexOf("receive", StringComparison.OrdinalIgnoreCase) >= 0
            || name.IndexOf("recv", StringComparison.OrdinalIgnoreCase) >= 0
            || name.IndexOf("read", StringComparison.OrdinalIgnoreCase) >= 0;

    private static string NameOf(ExpressionSyntax called) => called switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => "",
    };
}
