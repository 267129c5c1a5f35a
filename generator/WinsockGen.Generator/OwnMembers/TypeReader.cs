using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Spells the types of a declaration so that they mean the same in another file, which has none of its usings.</summary>
internal sealed class TypeReader(SemanticModel model, CancellationToken cancellation)
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat WithoutArguments = Format.WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    private readonly GeneratedNames _names = new(model, cancellation);

    /// <returns>Null where the type is an error that the catalog cannot explain.</returns>
    public string? Spell(ITypeSymbol type, TypeSyntax syntax) => type switch
    {
        { TypeKind: TypeKind.Error } => _names.FindStruct(syntax)?.Spelling,
        _ when !HasErrors(type) => type.ToDisplayString(Format),
        IArrayTypeSymbol { IsSZArray: true } array when syntax is ArrayTypeSyntax { ElementType: var element } => Spell(array.ElementType, element) is { } spelling ? spelling + "[]" : null,
        IPointerTypeSymbol pointer when syntax is PointerTypeSyntax { ElementType: var element } => Spell(pointer.PointedAtType, element) is { } spelling ? spelling + "*" : null,
        INamedTypeSymbol { Arity: 1 } optional when syntax is NullableTypeSyntax { ElementType: var element } => Spell(optional.TypeArguments[0], element) is { } spelling ? spelling + "?" : null,
        INamedTypeSymbol named when Rightmost(syntax) is GenericNameSyntax { TypeArgumentList.Arguments: var arguments } => Spell(named, arguments),
        _ => null,
    };

    /// <summary>The struct of the catalog that a type is, generated already or not; null for other types.</summary>
    public CatalogStruct? StructOf(ITypeSymbol type, TypeSyntax syntax) =>
        type.TypeKind == TypeKind.Error ? _names.FindStruct(syntax)?.Row : GeneratedNames.StructOf(type);

    private static SimpleNameSyntax? Rightmost(TypeSyntax syntax) => syntax switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax qualified => qualified.Name,
        SimpleNameSyntax simple => simple,
        _ => null,
    };

    private string? Spell(INamedTypeSymbol type, SeparatedSyntaxList<TypeSyntax> arguments)
    {
        if (arguments.Count != type.TypeArguments.Length || (type.ContainingType is { } outer && HasErrors(outer)))
        {
            return null;
        }

        var spellings = new string[arguments.Count];
        for (var i = 0; i < spellings.Length; i++)
        {
            if (Spell(type.TypeArguments[i], arguments[i]) is not { } spelling)
            {
                return null;
            }

            spellings[i] = spelling;
        }

        return $"{type.ToDisplayString(WithoutArguments)}<{string.Join(", ", spellings)}>";
    }

    private static bool HasErrors(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => HasErrors(array.ElementType),
        IPointerTypeSymbol pointer => HasErrors(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeKind == TypeKind.Error || named.TypeArguments.Any(HasErrors) || (named.ContainingType is { } outer && HasErrors(outer)),
        IFunctionPointerTypeSymbol => true,
        _ => type.TypeKind == TypeKind.Error,
    };
}
