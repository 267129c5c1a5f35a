using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using WinsockGen.Analyzers.Inference;
using WinsockGen.Analyzers.Operations;
using WinsockGen.Analyzers.Symbols;

namespace WinsockGen.Analyzers.Rules;

/// <summary>What rules need to look at one compilation, shared by all of them.</summary>
internal sealed class SocketCompilation
{
    private static readonly ConditionalWeakTable<Compilation, SocketCompilation> Shared = new();

    private SocketCompilation(Compilation compilation)
    {
        Types = new SocketTypes(compilation);
        var models = new SourceModels(compilation);
        Receives = new ReceiveCalls(Types);
        Kinds = new SocketKindInference(Types, models);
        Summaries = new ReceiveSummaries(models, Types, Receives, Kinds);
    }

    public SocketTypes Types { get; }

    public ReceiveCalls Receives { get; }

    public SocketKindInference Kinds { get; }

    public ReceiveSummaries Summaries { get; }

    /// <summary>The view of a compilation that can use sockets, or null when it cannot: then no rule does anything.</summary>
    public static SocketCompilation? TryGet(Compilation compilation)
        => CanUseSockets(compilation) ? Shared.GetValue(compilation, shared => new SocketCompilation(shared)) : null;

    private static bool CanUseSockets(Compilation compilation)
        => compilation.GetTypeByMetadataName("System.Net.Sockets.Socket") is not null
            || compilation.GetTypeByMetadataName("System.Runtime.InteropServices.DllImportAttribute") is not null;
}
