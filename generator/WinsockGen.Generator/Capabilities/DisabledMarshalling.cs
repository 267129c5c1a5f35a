using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.Capabilities;

/// <summary>
/// Finds <c>[assembly: DisableRuntimeMarshalling]</c> where it is written. To ask the assembly for its attributes would bind all of them again
/// at each edit, which costs more than everything else that an edit makes us do.
/// </summary>
internal static class DisabledMarshalling
{
    private const string MetadataName = "System.Runtime.CompilerServices.DisableRuntimeMarshallingAttribute";

    /// <summary>The attribute's name, or an empty string where the assembly has no such attribute.</summary>
    public static IncrementalValueProvider<string> FindIn(IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            MetadataName,
            static (node, _) => node is CompilationUnitSyntax,
            static (found, _) => IsOfCoreLibrary(found) ? MetadataName : string.Empty)
        .Collect()
        .Select(static (found, _) => found.IsEmpty ? string.Empty : found[0]);

    /// <summary>A copy of the attribute does nothing: the runtime that heeds it brings it.</summary>
    private static bool IsOfCoreLibrary(GeneratorAttributeSyntaxContext found) => SymbolEqualityComparer.Default.Equals(
        found.Attributes[0].AttributeClass?.ContainingAssembly,
        found.SemanticModel.Compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly);
}
