using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Generator.Attributes;

namespace WinsockGen.Generator.Requests;

/// <summary>Reads <c>[WinsockBindings]</c>. What is half typed reads as if it were not there.</summary>
internal static class BindingsRequestReader
{
    public static BindingsRequest? Read(GeneratorAttributeSyntaxContext context) =>
        context.TargetSymbol is INamedTypeSymbol symbol
        && context.TargetNode is TypeDeclarationSyntax declaration
        && !context.Attributes.IsDefaultOrEmpty
        && AppliedAttribute.IsFirst(symbol, context.Attributes[0])
            ? Read(symbol, declaration, context.Attributes[0], context.SemanticModel.Compilation)
            : null;

    public static BindingsRequest Read(INamedTypeSymbol symbol, TypeDeclarationSyntax declaration, AttributeData attribute, Compilation compilation) => new(
        TargetClass.Of(symbol, declaration),
        AreasOf(attribute),
        NameList.Normalize(NamedArgument(attribute, WinsockBindingsAttribute.Include) as string),
        NameList.Normalize(NamedArgument(attribute, WinsockBindingsAttribute.Exclude) as string),
        NamedArgument(attribute, WinsockBindingsAttribute.Overloads) as bool? ?? true,
        UnsafeCodeProblem.Hides(declaration, compilation) ? LocationOf(attribute) : null);

    public static object? NamedArgument(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    private static FileLocation? LocationOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } reference ? FileLocation.Of(reference.GetSyntax()) : null;

    private static uint AreasOf(AttributeData attribute) =>
        attribute.ConstructorArguments is { IsDefaultOrEmpty: false } arguments && arguments[0] is { Kind: TypedConstantKind.Enum, Value: uint flags }
            ? flags
            : 0;
}
