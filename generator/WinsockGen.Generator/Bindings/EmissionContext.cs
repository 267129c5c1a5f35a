using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>What every emitter of a request's text knows: the facts, the selection and what the target can do.</summary>
internal sealed class EmissionContext(WinsockCatalog catalog, BindingsSelection selection, TargetCapabilities capabilities)
{
    public WinsockCatalog Catalog { get; } = catalog;

    public BindingsSelection Selection { get; } = selection;

    public TargetCapabilities Capabilities { get; } = capabilities;

    public TypeSpelling Types { get; } = new(catalog);

    public BorrowedMemory Memory { get; } = new(catalog);

    /// <summary>Inline arrays exist in the runtime, and the language can index them.</summary>
    public bool UsesInlineArrays => Capabilities.HasInlineArray && Capabilities.LanguageVersion >= LanguageVersion.CSharp12;

    /// <summary>
    /// Says which Windows something needs, where that is more than the target framework itself asks for: only then does a
    /// call deserve a warning (CA1416).
    /// </summary>
    public void WritePlatformAttribute(SourceWriter writer, string minWindows)
    {
        if (Capabilities.HasSupportedOSPlatform && Capabilities.IsAboveFloor(minWindows))
        {
            writer.Line($"[_Versioning::SupportedOSPlatform(\"windows{minWindows}\")]");
        }
    }
}
