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
            .WithTrackingName(TrackingNames.OptionsRequest);

        var emissions = requests.Combine(capabilities)
            .Select(static (input, _) => new OptionsEmission(input.Left!, input.Right))
            .WithTrackingName(TrackingNames.OptionsEmission);

        context.RegisterSourceOutput(
            emissions,
            static (output, input) =>
            {
                // Where the text could not compile there is none: the analyzer says why.
                if (input.Request.CanHoldExtensions)
                {
                    new OptionsEmitter(input.Request, WinsockCatalog.Shared, input.Capabilities).Emit(output);
                }
            });
    }
}
