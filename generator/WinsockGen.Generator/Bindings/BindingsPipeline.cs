using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Catalog;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Requests;

namespace WinsockGen.Generator.Bindings;

/// <summary>From <c>[WinsockBindings]</c> to source: request, selection, text.</summary>
internal static class BindingsPipeline
{
    /// <summary>Function pointers, and with them all bindings, begin with C# 9.</summary>
    public const LanguageVersion MinimumLanguageVersion = LanguageVersion.CSharp9;

    public static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<TargetCapabilities> capabilities)
    {
        var classes = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WinsockBindingsAttribute.MetadataName,
                static (node, _) => node is ClassDeclarationSyntax,
                static (attribute, _) => RequestingClass.Read(attribute))
            .Where(static @class => @class is not null);

        var selections = classes
            .Select(static (@class, _) => @class!.Request)
            .WithTrackingName(TrackingNames.BindingsRequest)
            .Select(static (request, _) => new SelectedBindings(request, BindingsSelector.Select(WinsockCatalog.Shared, request)))
            .WithTrackingName(TrackingNames.BindingsSelection);

        var emissions = selections.Combine(capabilities)
            .Select(static (input, _) => new BindingsEmission(input.Left.Request, input.Left.Selection, input.Right))
            .WithTrackingName(TrackingNames.BindingsEmission);

        context.RegisterSourceOutput(
            emissions,
            static (output, input) =>
            {
                if (input.Request.UnsafeProblem is { } place)
                {
                    output.ReportDiagnostic(Diagnostic.Create(RequestRules.UnsafeCodeNotAllowed, place.ToLocation()));
                }
                else if (CanEmit(input.Request, input.Capabilities))
                {
                    new BindingsEmitter(input.Request, new EmissionContext(WinsockCatalog.Shared, input.Selection, input.Capabilities))
                        .Emit(output.AddSource, output.CancellationToken);
                }
            });

        var checks = classes
            .Where(static @class => @class!.OwnMembers.Count > 0)
            .Combine(capabilities)
            .Select(static (input, _) => new ClashCheck(input.Left!, input.Right));

        context.RegisterSourceOutput(
            checks,
            static (output, check) =>
            {
                if (check.Class.Request.UnsafeProblem is null && CanEmit(check.Class.Request, check.Capabilities))
                {
                    MemberClash.Report(check, output);
                }
            });
    }

    /// <summary>
    /// Where the text could not compile there is none: the analyzer's diagnostic would drown in the errors of code that the
    /// user did not write.
    /// </summary>
    private static bool CanEmit(BindingsRequest request, TargetCapabilities capabilities) =>
        request.Target.CanBeExtended && capabilities.AllowsUnsafe && capabilities.LanguageVersion >= MinimumLanguageVersion;
}
