using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.Requests;

/// <summary>Reads <c>[SocketOptions]</c>. What is half typed reads as if it asked for nothing.</summary>
internal static class OptionsRequestReader
{
    public static OptionsRequest? Read(GeneratorAttributeSyntaxContext context) =>
        context.TargetSymbol is INamedTypeSymbol symbol
        && context.TargetNode is TypeDeclarationSyntax declaration
        && !context.Attributes.IsDefaultOrEmpty
        && AppliedAttribute.IsFirst(symbol, context.Attributes[0])
            ? new OptionsRequest(TargetClass.Of(symbol, declaration), symbol.IsStatic, LevelsOf(context.Attributes[0]))
            : null;

    public static int LevelsOf(AttributeData attribute) =>
        attribute.ConstructorArguments is { Length: 1 } arguments && arguments[0] is { Kind: TypedConstantKind.Enum, Value: int levels } ? levels : 0;
}
