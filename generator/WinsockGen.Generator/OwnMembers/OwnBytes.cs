using Microsoft.CodeAnalysis;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>A type of the user's that is bytes of any number.</summary>
internal enum OwnBytes
{
    None,
    Array,
    Span,
    ReadOnlySpan,
}

/// <summary>Tells bytes from values.</summary>
internal static class OwnBytesType
{
    public static OwnBytes Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } => OwnBytes.Array,
        INamedTypeSymbol { Name: "Span" } span when IsOfBytes(span) => OwnBytes.Span,
        INamedTypeSymbol { Name: "ReadOnlySpan" } span when IsOfBytes(span) => OwnBytes.ReadOnlySpan,
        _ => OwnBytes.None,
    };

    private static bool IsOfBytes(INamedTypeSymbol type) =>
        type is { Arity: 1, ContainingType: null } && type.TypeArguments[0].SpecialType == SpecialType.System_Byte && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
