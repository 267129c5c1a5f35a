using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Attributes;

namespace WinsockGen.Generator.Requests;

/// <summary>A class that has typed options, in this project or in one that it references.</summary>
internal sealed record OptionsProvider(INamedTypeSymbol Class, int Levels)
{
    /// <summary>The classes that code in the compilation can use: those of references first, then its own in the order of the source.</summary>
    public static IReadOnlyList<OptionsProvider> VisibleIn(Compilation compilation)
    {
        var providers = new List<OptionsProvider>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            // Every project with the package has the attribute in it: the others need not be searched.
            if (assembly.GetTypeByMetadataName(SocketOptionsAttribute.MetadataName) is not null)
            {
                AddTo(providers, assembly.GlobalNamespace, type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));
            }
        }

        var own = new List<OptionsProvider>();
        AddTo(own, compilation.Assembly.GlobalNamespace, static _ => true);
        providers.AddRange(own
            .OrderBy(provider => provider.Class.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(provider => provider.Class.Locations[0].SourceSpan.Start));
        return providers;
    }

    private static void AddTo(List<OptionsProvider> providers, INamespaceSymbol container, Func<INamedTypeSymbol, bool> isVisible)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceSymbol inner)
            {
                AddTo(providers, inner, isVisible);
            }
            else if (member is INamedTypeSymbol { IsStatic: true } type
                && type.GetAttributes().FirstOrDefault(attribute => SocketOptionsAttribute.Is(attribute.AttributeClass)) is { } request
                && isVisible(type))
            {
                providers.Add(new(type, OptionsRequestReader.LevelsOf(request)));
            }
        }
    }
}
