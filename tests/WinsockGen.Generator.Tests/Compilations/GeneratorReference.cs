using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WinsockGen.Generator.Tests.Compilations;

/// <summary>The generator, as a project of a workspace refers to it.</summary>
internal sealed class GeneratorReference : AnalyzerReference
{
    /// <summary>The workspace asks more than once, and knows a generator by its identity.</summary>
    private readonly ImmutableArray<ISourceGenerator> _generators = [new WinsockGenerator().AsSourceGenerator()];

    public override string? FullPath => null;

    public override object Id => nameof(GeneratorReference);

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
}
