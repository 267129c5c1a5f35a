using Microsoft.CodeAnalysis;

namespace WinsockGen.Generator.Capabilities;

/// <summary>
/// Finds types where they are known to live. Each edit brings a new compilation, and the compilation's own search goes through every
/// reference each time; an assembly's answers are remembered by the assembly, which outlives the edit.
/// </summary>
internal readonly struct TypeFinder(Compilation compilation)
{
    /// <summary>Names no assembly: only the one with <c>System.Object</c> counts, so that no copy of an attribute can pretend.</summary>
    public const string CoreLibrary = "";

    private readonly IAssemblySymbol? _core = compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly;

    public bool Has(string metadataName, string assembly) => Find(metadataName, assembly) is not null;

    /// <summary>A public type of the core library or of another assembly, the one being compiled included.</summary>
    public INamedTypeSymbol? Find(string metadataName, string assembly)
    {
        if (FindIn(_core, metadataName) is { } type)
        {
            return type;
        }

        if (assembly == CoreLibrary)
        {
            return null;
        }

        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (reference.Name == assembly && FindIn(reference, metadataName) is { } found)
            {
                return found;
            }
        }

        return FindIn(compilation.Assembly, metadataName);
    }

    private static INamedTypeSymbol? FindIn(IAssemblySymbol? assembly, string metadataName) =>
        assembly?.GetTypeByMetadataName(metadataName) is { DeclaredAccessibility: Accessibility.Public } type ? type : null;
}
