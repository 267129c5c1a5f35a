using System;
using Microsoft.CodeAnalysis;
using WinsockGen.Catalog;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Bindings;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Options;
using WinsockGen.Generator.OwnMembers;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator;

/// <summary>The generator: its attributes, and one pipeline per attribute.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class WinsockGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output =>
        {
            output.AddEmbeddedAttributeDefinition();
            using var writer = new SourceWriter();
            WinsockBindingsAttribute.Write(writer, WinsockCatalog.Shared);
            output.AddSource(WinsockBindingsAttribute.HintName, writer.ToSourceText());
            writer.Clear();
            SocketOptionsAttribute.Write(writer, WinsockCatalog.Shared);
            output.AddSource(SocketOptionsAttribute.HintName, writer.ToSourceText());
            Add(SocketOptionAttribute.HintName, SocketOptionAttribute.Write);
            Add(SocketIoctlAttribute.HintName, SocketIoctlAttribute.Write);
            Add(ControlMessageAttribute.HintName, ControlMessageAttribute.Write);

            void Add(string file, Action<SourceWriter> write)
            {
                writer.Clear();
                write(writer);
                output.AddSource(file, writer.ToSourceText());
            }
        });

        // The only place where the compilation enters.
        var capabilities = context.CompilationProvider
            .Select(static (compilation, _) => TargetCapabilities.Of(compilation))
            .Combine(DisabledMarshalling.FindIn(context))
            .Select(static (found, _) => found.Right.Length == 0 ? found.Left : found.Left with { DisablesRuntimeMarshalling = true })
            .WithTrackingName(TrackingNames.Capabilities);

        BindingsPipeline.Register(context, capabilities);
        OptionsPipeline.Register(context, capabilities);
        OwnMembersPipeline.Register(context, capabilities);
    }
}
