using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;

namespace WinsockGen.CodeFixes.Stream;

/// <summary>Turns a statement that receives once into a loop that receives until the buffer is full.</summary>
internal static class SocketReadLoop
{
    /// <summary>The root with the statement replaced, or null where the call is not of a shape that can be repeated.</summary>
    public static SyntaxNode? Replace(SyntaxNode root, InvocationExpressionSyntax call, SemanticModel model)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: { } socket } || !CanRepeat(socket)
            || model.GetOperation(call) is not IInvocationOperation { Instance: not null } operation
            || Statement(call) is not { } statement)
            return null;
        bool isAsync = operation.TargetMethod.Name == "ReceiveAsync";
        if (isAsync != (AwaitAround(call) is not null) || !HasSpanOverload(operation))
            return null;

        ExpressionSyntax? buffer = null, offset = null, size = null;
        var rest = new List<ArgumentSyntax>();
        foreach (IArgumentOperation argument in operation.Arguments.Where(argument => argument.ArgumentKind == ArgumentKind.Explicit))
        {
            if (argument.Syntax is not ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.None } syntax)
                return null;
            switch (argument.Parameter?.Name)
            {
                case "buffer":
                    buffer = syntax.Expression;
                    break;
                case "offset":
                    offset = syntax.Expression;
                    break;
                case "size":
                    size = syntax.Expression;
                    break;
                default:
                    if (!CanRepeat(syntax.Expression))
                        return null;
                    rest.Add(syntax.WithoutTrivia());
                    break;
            }
        }

        ITypeSymbol? type = buffer is null ? null : model.GetTypeInfo(buffer).Type;
        if (type is not (IArrayTypeSymbol or INamedTypeSymbol { Name: "Memory" or "Span" or "ArraySegment" }))
            return null;
        return root.ReplaceNode(statement, Loop(call, statement, socket, type.Name == "Span", Window(buffer!, offset, size), rest, model));
    }

    private static StatementSyntax Loop(
        InvocationExpressionSyntax call, ExpressionStatementSyntax statement, ExpressionSyntax socket, bool isSpan, string window, List<ArgumentSyntax> rest, SemanticModel model)
    {
        string remaining = Unused("remaining", statement, model), received = Unused("received", statement, model);
        bool isAsync = AwaitAround(call) is not null;
        string part = isSpan || isAsync ? remaining : remaining + ".Span";
        string receive = $"{socket.WithoutTrivia()}.{(isAsync ? "ReceiveAsync" : "Receive")}({string.Join(", ", new[] { part }.Concat(rest.Select(argument => argument.ToString())))})";
        if (AwaitAround(call) is { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } } configured })
            receive += ".ConfigureAwait" + configured.ArgumentList;
        string text = $$"""
            for (global::System.{{(isSpan ? "Span" : "Memory")}}<byte> {{remaining}} = {{window}}; !{{remaining}}.IsEmpty;)
            {
                int {{received}} = {{(isAsync ? "await " : "")}}{{receive}};
                if ({{received}} == 0)
                {
                    throw new global::System.IO.EndOfStreamException();
                }

                {{remaining}} = {{remaining}}.Slice({{received}});
            }
            """;
        return SyntaxFactory.ParseStatement(text).WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
    }

    /// <summary>The part of the buffer that is to be filled, as an expression that converts to memory.</summary>
    private static string Window(ExpressionSyntax buffer, ExpressionSyntax? offset, ExpressionSyntax? size)
        => size is null ? buffer.WithoutTrivia().ToString() : $"new global::System.Memory<byte>({buffer}, {offset?.ToString() ?? "0"}, {size})";

    /// <summary>The statement that is nothing but the call, awaited or not, its count discarded or not.</summary>
    private static ExpressionStatementSyntax? Statement(InvocationExpressionSyntax call)
    {
        ExpressionSyntax outermost = AwaitAround(call) ?? (ExpressionSyntax)call;
        if (outermost.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard)
            outermost = discard;
        return outermost.Parent as ExpressionStatementSyntax;
    }

    private static AwaitExpressionSyntax? AwaitAround(InvocationExpressionSyntax call)
        => call.Parent switch
        {
            AwaitExpressionSyntax awaited => awaited,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax { Parent: AwaitExpressionSyntax awaited } } => awaited,
            _ => null,
        };

    /// <summary>Whether evaluating the expression again has no effect of its own.</summary>
    private static bool CanRepeat(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax or LiteralExpressionSyntax or PredefinedTypeSyntax => true,
        MemberAccessExpressionSyntax access => CanRepeat(access.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } flags => CanRepeat(flags.Left) && CanRepeat(flags.Right),
        _ => false,
    };

    /// <summary>Frameworks without spans have nothing to receive into the rest of a buffer with.</summary>
    private static bool HasSpanOverload(IInvocationOperation operation)
        => operation.TargetMethod.ContainingType.GetMembers(operation.TargetMethod.Name).OfType<IMethodSymbol>()
            .Any(method => method.Parameters.Any(parameter => parameter.Type.Name is "Span" or "Memory"));

    private static string Unused(string name, ExpressionStatementSyntax statement, SemanticModel model)
    {
        string candidate = name;
        for (int i = 2; model.LookupSymbols(statement.SpanStart, name: candidate).Any(); i++)
            candidate = name + i;
        return candidate;
    }
}
