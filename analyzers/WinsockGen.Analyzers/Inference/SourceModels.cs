using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace WinsockGen.Analyzers.Inference;

/// <summary>
/// Semantic models of the compilation's trees, made when an inference has to look beyond the code that is being
/// analysed: another part of a type, the body of a called method. Few candidates get that far, and each tree is bound
/// once.
/// </summary>
internal sealed class SourceModels(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    public Compilation Compilation => compilation;

    public SemanticModel For(SyntaxNode node) => _models.GetOrAdd(node.SyntaxTree, tree => compilation.GetSemanticModel(tree));

    public IOperation? Operation(SyntaxNode node) => For(node).GetOperation(node);

    public ISymbol? Symbol(SyntaxNode node) => For(node).GetSymbolInfo(node).Symbol;
}
