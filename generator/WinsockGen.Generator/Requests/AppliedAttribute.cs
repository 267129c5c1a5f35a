using Microsoft.CodeAnalysis;

namespace WinsockGen.Generator.Requests;

/// <summary>Where an attribute stands among those of its class.</summary>
internal static class AppliedAttribute
{
    /// <summary>
    /// The compiler calls a second one on another part of the class an error (CS0579). Only the first one counts, or both would add
    /// the same files.
    /// </summary>
    public static bool IsFirst(INamedTypeSymbol symbol, AttributeData attribute)
    {
        foreach (var other in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(other.AttributeClass, attribute.AttributeClass))
            {
                return other.ApplicationSyntaxReference is { } first
                    && attribute.ApplicationSyntaxReference is { } mine
                    && first.SyntaxTree == mine.SyntaxTree
                    && first.Span == mine.Span;
            }
        }

        return true;
    }
}
