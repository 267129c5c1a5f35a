using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Catalog;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Requests;

namespace WinsockGen.Generator.Options;

/// <summary>From <c>[SocketOptions]</c> to source.</summary>
internal static class OptionsPipeline
{
    public static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<TargetCapabilities> capabilities)
    {
        var requests = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                SocketOptionsAttribute.MetadataName,
                static (node, _) => node is ClassDeclarationSyntax,
                static (attribute, _) => OptionsRequestReader.Read(attribute))
            .Where(static request => request is not null)
            .Select(static (request, _) => request!)
            .WithTrackingName(TrackingNames.OptionsRequest);

        context.RegisterSourceOutput(
            requests.Combine(capabilities).WithTrackingName(TrackingNames.OptionsEmission),
            static (output, input) =>
            {
                // Where the text could not compile there is none: the analyzer says why.
                var (request, capabilities) = input;
                if (request.CanHoldExtensions)
                {
                    new OptionsEmitter(request, WinsockCatalog.Shared, capabilities).Emit(output);
                }
            });
    }
}
