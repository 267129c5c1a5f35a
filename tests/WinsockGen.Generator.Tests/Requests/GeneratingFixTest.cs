using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Tests.Compilations;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>A fix test in whose projects the generator runs, since the attributes come from it.</summary>
internal sealed class GeneratingFixTest<TFix> : CSharpCodeFixTest<BindingsRequestAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    private readonly DiagnosticAnalyzer[] _analyzers;

    /// <param name="analyzers">Those named, or all that speak of a request by itself.</param>
    public GeneratingFixTest(params DiagnosticAnalyzer[] analyzers)
    {
        _analyzers = analyzers.Length > 0 ? analyzers : [new BindingsRequestAnalyzer(), new OptionsRequestAnalyzer()];
        ReferenceAssemblies = TargetPlatform.Net10.Assemblies;
        TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck;
        MarkupOptions = MarkupOptions.UseFirstDescriptor; // Analyzers share rules.
    }

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => _analyzers;

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(WinsockGenerator)];

    protected override ParseOptions CreateParseOptions() => ((CSharpParseOptions)base.CreateParseOptions()).WithLanguageVersion(LanguageVersion.CSharp14);

    protected override CompilationOptions CreateCompilationOptions() =>
        ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithAllowUnsafe(true);
}
