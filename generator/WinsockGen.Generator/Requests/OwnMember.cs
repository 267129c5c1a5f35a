using System.Linq;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Bindings;

namespace WinsockGen.Generator.Requests;

/// <summary>A member of the user's that could have the name of a generated one, or the class itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">A method's types, as <see cref="ParameterTypes"/> writes them; null for everything else.</param>
/// <param name="IsClass">It is the class.</param>
/// <param name="Place">Where its name stands.</param>
internal sealed record OwnMember(string Name, string? Parameters, bool IsClass, FileLocation Place)
{
    /// <returns>Null where nothing generated can have the name, or where C# allows both.</returns>
    public static OwnMember? Of(ISymbol symbol)
    {
        if (symbol.IsImplicitlyDeclared || symbol is IMethodSymbol { Arity: > 0 } || symbol.Locations.Length == 0 || !CanBeGenerated(symbol.Name))
        {
            return null;
        }

        var parameters = symbol is IMethodSymbol method ? ParameterTypes.Of(method) : null;
        return new(symbol.Name, parameters, symbol is INamedTypeSymbol { } type && IsRequesting(type), FileLocation.Of(symbol.Locations[0]));
    }

    private static bool IsRequesting(INamedTypeSymbol type) => type.GetAttributes().Any(attribute => Attributes.WinsockBindingsAttribute.Is(attribute.AttributeClass));

    private static bool CanBeGenerated(string name) =>
        CatalogNames.IsMember(name) || name == ExtensionTableEmitter.TypeName || OverloadSupport.Names.Contains(name);
}
