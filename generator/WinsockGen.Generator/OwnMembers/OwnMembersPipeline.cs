using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>From <c>[SocketOption]</c>, <c>[SocketIoctl]</c> and <c>[ControlMessage]</c> to source.</summary>
internal static class OwnMembersPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<TargetCapabilities> capabilities)
    {
        var methods = MethodsWith(context, SocketOptionAttribute.MetadataName).Combine(MethodsWith(context, SocketIoctlAttribute.MetadataName))
            .SelectMany(static (found, _) => found.Left.AddRange(found.Right))
            .WithTrackingName(TrackingNames.OwnMethod)
            .Collect();

        var emissions = methods
            .SelectMany(static (all, _) => ByType(all))
            .Combine(capabilities)
            .Select(static (input, _) => new OwnMethodEmission(input.Left[0].Target, input.Left, input.Right))
            .WithTrackingName(TrackingNames.OwnMethodEmission);
        context.RegisterSourceOutput(
            emissions,
            static (output, emission) => output.AddSource($"{emission.Target.HintName}.OwnMethods.g.cs", SourceText.From(OwnMethodEmitter.Write(emission), Encoding.UTF8)));

        var messages = context.SyntaxProvider
            .ForAttributeWithMetadataName(ControlMessageAttribute.MetadataName, static (node, _) => node is TypeDeclarationSyntax, ReadMessage)
            .Where(static message => message is not null)
            .Select(static (message, _) => message!)
            .WithTrackingName(TrackingNames.OwnMessage);
        var messageEmissions = messages.Combine(capabilities)
            .Select(static (input, _) => new OwnMessageEmission(input.Left, input.Right))
            .WithTrackingName(TrackingNames.OwnMessageEmission);
        context.RegisterSourceOutput(
            messageEmissions,
            static (output, emission) =>
            {
                // The analyzer says that there are no spans.
                if (emission.Capabilities.HasSpan)
                {
                    output.AddSource($"{emission.Message.Target.HintName}.ControlMessage.g.cs", SourceText.From(OwnMessageEmitter.Write(emission), Encoding.UTF8));
                }
            });

        var shared = methods
            .Select(static (all, _) => all.Aggregate(OwnMemberParts.None, (parts, method) => parts | method.Parts))
            .Combine(messages.Collect())
            .Select(static (input, _) => input.Left | (input.Right.IsEmpty ? OwnMemberParts.None : OwnMemberParts.Messages))
            .Combine(capabilities)
            .Select(static (input, _) => new SharedCodeEmission(input.Right.HasSpan ? input.Left : input.Left & ~OwnMemberParts.Messages, input.Right))
            .WithTrackingName(TrackingNames.OwnSharedCode);
        context.RegisterSourceOutput(
            shared,
            static (output, emission) =>
            {
                if (emission.Parts != OwnMemberParts.None)
                {
                    using var writer = new SourceWriter();
                    new SharedCodeEmitter(emission.Capabilities).Write(writer, emission.Parts);
                    output.AddSource(SharedCode.HintName, writer.ToSourceText());
                }
            });
    }

    private static IncrementalValueProvider<ImmutableArray<OwnMethod>> MethodsWith(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => node is MethodDeclarationSyntax, Read)
            .Where(static method => method is not null)
            .Select(static (method, _) => method!)
            .Collect();

    private static OwnMethod? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context is { TargetSymbol: IMethodSymbol method, TargetNode: MethodDeclarationSyntax declaration }
        && OwnMethodReader.AttributeOf(method) is { } attribute
        && !context.Attributes.IsDefaultOrEmpty
        && attribute.ApplicationSyntaxReference?.Span == context.Attributes[0].ApplicationSyntaxReference?.Span
            ? OwnMethodReader.For(method, declaration, attribute, context.SemanticModel, cancellation)?.Read()
            : null;

    private static OwnMessage? ReadMessage(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context is { TargetSymbol: INamedTypeSymbol type, TargetNode: TypeDeclarationSyntax declaration }
            ? OwnMessageReader.For(type, declaration, context.SemanticModel, cancellation)?.Read()
            : null;

    /// <summary>One file per type, whose name tells it from others.</summary>
    private static IEnumerable<EquatableArray<OwnMethod>> ByType(ImmutableArray<OwnMethod> methods) =>
        methods.GroupBy(method => method.Target.HintName).Select(group => new EquatableArray<OwnMethod>([.. group]));
}
