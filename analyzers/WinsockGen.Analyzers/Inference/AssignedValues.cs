using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Analyzers.Inference;

/// <summary>Finds every value that a local, field, property or parameter is given in the code that is its own.</summary>
internal sealed class AssignedValues(SourceModels models)
{
    /// <summary>
    /// The expressions assigned to <paramref name="symbol"/>. A null stands for a value that cannot be seen: a by-reference
    /// argument, a deconstruction, an element of a sequence.
    /// </summary>
    public IEnumerable<ExpressionSyntax?> Of(ISymbol symbol, CancellationToken cancellationToken)
    {
        if (symbol is IParameterSymbol parameter)
        {
            foreach (ExpressionSyntax? argument in Arguments(parameter, cancellationToken))
                yield return argument;
        }

        foreach (SyntaxNode scope in SymbolScope.Of(symbol))
        {
            foreach (SyntaxNode node in scope.DescendantNodesAndSelf())
            {
                cancellationToken.ThrowIfCancellationRequested();
                switch (node)
                {
                    case VariableDeclaratorSyntax declarator when Declares(declarator, declarator.Identifier, symbol):
                        if (declarator.Initializer is { } initializer)
                            yield return initializer.Value;
                        else if (declarator.Parent?.Parent is ForEachStatementSyntax)
                            yield return null;
                        break;
                    case PropertyDeclarationSyntax { Initializer: { } initial } property when Declares(property, property.Identifier, symbol):
                        yield return initial.Value;
                        break;
                    case ForEachStatementSyntax each when Declares(each, each.Identifier, symbol):
                        yield return null;
                        break;
                    case SingleVariableDesignationSyntax designation when Declares(designation, designation.Identifier, symbol):
                        yield return Matched(designation);
                        break;
                    case AssignmentExpressionSyntax assignment when Names(assignment.Left, symbol):
                        yield return assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression)
                            ? assignment.Right
                            : null;
                        break;
                    case AssignmentExpressionSyntax { Left: TupleExpressionSyntax left } assignment:
                        foreach (ExpressionSyntax? value in FromTuple(left, assignment.Right, symbol))
                            yield return value;
                        break;
                    case ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.None)
                        && !argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword) && Names(argument.Expression, symbol):
                        yield return null;
                        break;
                }
            }
        }
    }

    /// <summary>What the callers pass, when all of them can be seen: a local function, or a private method that is never made a delegate.</summary>
    private IEnumerable<ExpressionSyntax?> Arguments(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method
            || !(method.MethodKind == MethodKind.LocalFunction || method.DeclaredAccessibility == Accessibility.Private))
        {
            yield return null;
            yield break;
        }

        bool isCalled = false;
        foreach (SyntaxNode scope in SymbolScope.Of(method))
        {
            foreach (SyntaxNode node in scope.DescendantNodes())
            {
                cancellationToken.ThrowIfCancellationRequested();
                switch (node)
                {
                    case SimpleNameSyntax name when name.Identifier.ValueText == method.Name && IsReference(name, method):
                        isCalled = true;
                        yield return Caller(name) is { } call ? Argument(call.ArgumentList, parameter) : null;
                        break;
                    case BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } when method.MethodKind == MethodKind.Constructor && IsReference(node, method):
                        isCalled = true;
                        yield return Argument(arguments, parameter);
                        break;
                    case ConstructorInitializerSyntax { ArgumentList: { } arguments } when method.MethodKind == MethodKind.Constructor && IsReference(node, method):
                        isCalled = true;
                        yield return Argument(arguments, parameter);
                        break;
                }
            }
        }

        if (!isCalled)
            yield return null;
    }

    private static InvocationExpressionSyntax? Caller(SimpleNameSyntax name)
    {
        SyntaxNode called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        if (called.Parent is MemberBindingExpressionSyntax binding)
            called = binding;
        return called.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }

    private static ExpressionSyntax? Argument(ArgumentListSyntax arguments, IParameterSymbol parameter)
        => (arguments.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
            ?? arguments.Arguments.ElementAtOrDefault(parameter.Ordinal))?.Expression;

    private bool IsReference(SyntaxNode node, IMethodSymbol method)
        => SymbolEqualityComparer.Default.Equals(models.Symbol(node)?.OriginalDefinition, method.OriginalDefinition);

    private bool Declares(SyntaxNode node, SyntaxToken identifier, ISymbol symbol)
        => identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(models.For(node).GetDeclaredSymbol(node), symbol);

    /// <summary>Whether an expression is <c>name</c>, <c>this.name</c> or <c>anything.name</c> for this symbol.</summary>
    private bool Names(ExpressionSyntax expression, ISymbol symbol)
    {
        SimpleNameSyntax? name = expression switch
        {
            SimpleNameSyntax simple => simple,
            MemberAccessExpressionSyntax access => access.Name,
            _ => null,
        };
        return name?.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(models.Symbol(name)?.OriginalDefinition, symbol.OriginalDefinition);
    }

    private IEnumerable<ExpressionSyntax?> FromTuple(TupleExpressionSyntax left, ExpressionSyntax right, ISymbol symbol)
    {
        for (int i = 0; i < left.Arguments.Count; i++)
        {
            if (Names(left.Arguments[i].Expression, symbol))
                yield return right is TupleExpressionSyntax values && i < values.Arguments.Count ? values.Arguments[i].Expression : null;
        }
    }

    /// <summary>The value that a pattern like <c>x is Socket socket</c> gives to its variable.</summary>
    private static ExpressionSyntax? Matched(SingleVariableDesignationSyntax designation) => designation.Parent switch
    {
        DeclarationPatternSyntax { Parent: IsPatternExpressionSyntax test } => test.Expression,
        RecursivePatternSyntax { Parent: IsPatternExpressionSyntax test } => test.Expression,
        VarPatternSyntax { Parent: IsPatternExpressionSyntax test } => test.Expression,
        _ => null,
    };
}
