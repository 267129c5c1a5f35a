using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace WinsockGen.Generator.Tests.Compilations;

/// <summary>
/// A user's project in an editor: the generator runs in it, so that fixes see what it adds, and they are applied as an editor applies
/// them. (The fix tests of the SDK run generators for the compiler only.)
/// </summary>
internal sealed class EditedProject
{
    private readonly CodeFixProvider _fix;
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly ProjectId _id;
    private Solution _solution;

    private EditedProject(Solution solution, ProjectId id, CodeFixProvider fix, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        (_solution, _id, _fix, _analyzers) = (solution, id, fix, analyzers);

    /// <param name="fix">What is tested.</param>
    /// <param name="analyzers">Whose diagnostics it fixes; none where they are the compiler's.</param>
    /// <param name="sources">The files.</param>
    public static async Task<EditedProject> CreateAsync(CodeFixProvider fix, ImmutableArray<DiagnosticAnalyzer> analyzers, params string[] sources)
    {
        var id = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace().CurrentSolution
            .AddProject(id, "User", "User", LanguageNames.CSharp)
            .WithProjectCompilationOptions(id, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true))
            .WithProjectParseOptions(id, new CSharpParseOptions(LanguageVersion.CSharp14))
            .AddMetadataReferences(id, await TargetPlatform.Net10.GetReferencesAsync())
            .AddAnalyzerReference(id, new GeneratorReference());
        for (var i = 0; i < sources.Length; i++)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"File{i}.cs", sources[i], filePath: $"File{i}.cs");
        }

        return new(solution, id, fix, analyzers);
    }

    public void AddReference(MetadataReference reference) => _solution = _solution.AddMetadataReference(_id, reference);

    /// <summary>What the fix offers now.</summary>
    public async Task<IReadOnlyList<(CodeAction Action, Document Document, Diagnostic Diagnostic)>> OffersAsync()
    {
        var offers = new List<(CodeAction, Document, Diagnostic)>();
        foreach (var (document, diagnostic) in await FixableAsync())
        {
            await _fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offers.Add((action, document, diagnostic)), CancellationToken.None));
        }

        return offers;
    }

    /// <summary>Takes the first offer again and again until there is none, and returns the files.</summary>
    public async Task<string[]> FixOneByOneAsync()
    {
        while (await OffersAsync() is { Count: > 0 } offers)
        {
            await ApplyAsync(offers[0].Action);
        }

        return await SourcesAsync();
    }

    /// <summary>Takes the first offer for the whole project at once, and returns the files.</summary>
    public async Task<string[]> FixAllAsync()
    {
        var (action, document, _) = (await OffersAsync())[0];
        var context = new FixAllContext(
            document, _fix, FixAllScope.Project, action.EquivalenceKey!, _fix.FixableDiagnosticIds, new Diagnostics(this), CancellationToken.None);
        await ApplyAsync((await _fix.GetFixAllProvider()!.GetFixAsync(context))!);
        return await SourcesAsync();
    }

    /// <summary>What the compiler still complains about.</summary>
    public async Task<IEnumerable<Diagnostic>> ErrorsAsync() =>
        (await Project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private Project Project => _solution.GetProject(_id)!;

    private async Task ApplyAsync(CodeAction action) =>
        _solution = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private async Task<string[]> SourcesAsync() =>
        await Task.WhenAll(Project.Documents.OrderBy(document => document.Name, StringComparer.Ordinal).Select(async document => (await document.GetTextAsync()).ToString()));

    private async Task<IEnumerable<(Document Document, Diagnostic Diagnostic)>> FixableAsync()
    {
        var compilation = (await Project.GetCompilationAsync())!;
        var diagnostics = _analyzers.IsEmpty ? compilation.GetDiagnostics() : await compilation.WithAnalyzers(_analyzers).GetAnalyzerDiagnosticsAsync();
        return diagnostics
            .Where(diagnostic => _fix.FixableDiagnosticIds.Contains(diagnostic.Id))
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => (Project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic));
    }

    private sealed class Diagnostics(EditedProject project) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project inProject, CancellationToken cancellationToken) =>
            (await project.FixableAsync()).Select(found => found.Diagnostic);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await project.FixableAsync()).Where(found => found.Document.Id == document.Id).Select(found => found.Diagnostic);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project inProject, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
