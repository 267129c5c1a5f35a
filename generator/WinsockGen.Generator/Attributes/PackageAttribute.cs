using Microsoft.CodeAnalysis;

namespace WinsockGen.Generator.Attributes;

/// <summary>Tells the attributes of this package by name: each project has its own copy of them.</summary>
internal static class PackageAttribute
{
    public static bool Is(INamedTypeSymbol? type, string name) => type is
    {
        ContainingType: null,
        ContainingNamespace: { Name: nameof(WinsockGen), ContainingNamespace.IsGlobalNamespace: true },
    } && type.Name == name;
}
