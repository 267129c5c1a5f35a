using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.OwnMembers;

namespace WinsockGen.Generator.Requests;

/// <summary>
/// Says what is wrong with a <c>[SocketOption]</c>, <c>[SocketIoctl]</c> or <c>[ControlMessage]</c>, as <see cref="BindingsRequestAnalyzer"/> does for
/// bindings. It reads what the generator reads, with the same readers.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OwnMemberAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        RequestRules.OwnMemberShape,
        RequestRules.OwnValueType,
        RequestRules.OwnArgument,
        RequestRules.OwnMemberContradiction,
        RequestRules.OwnOptionLevel);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(AnalyzeMethod, SyntaxKind.MethodDeclaration);
        context.RegisterSyntaxNodeAction(AnalyzeStruct, SyntaxKind.StructDeclaration, SyntaxKind.RecordStructDeclaration);
    }

    private static void AnalyzeStruct(SyntaxNodeAnalysisContext context)
    {
        var declaration = (TypeDeclarationSyntax)context.Node;
        if (declaration.AttributeLists.Count == 0
            || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type
            || OwnMessageReader.For(type, declaration, context.SemanticModel, context.CancellationToken) is not { } reader)
        {
            return;
        }

        reader.Read();
        if (!TargetCapabilities.Of(context.Compilation).HasSpan)
        {
            reader.Problems.CannotImplement(declaration.Identifier.GetLocation(), "control messages are read from spans: reference the package System.Memory");
        }

        foreach (var problem in reader.Problems.Found)
        {
            context.ReportDiagnostic(problem.ToDiagnostic());
        }
    }

    private static void AnalyzeMethod(SyntaxNodeAnalysisContext context)
    {
        var declaration = (MethodDeclarationSyntax)context.Node;
        if (declaration.AttributeLists.Count == 0
            || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } method
            || OwnMethodReader.AttributeOf(method) is not { } attribute
            || attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax syntax
            || !declaration.Contains(syntax)
            || OwnMethodReader.For(method, declaration, attribute, context.SemanticModel, context.CancellationToken) is not { } reader)
        {
            return;
        }

        var isPossible = reader.Read() is not null;
        foreach (var problem in reader.Problems.Found)
        {
            context.ReportDiagnostic(problem.ToDiagnostic());
        }

        // What can be read now, and was not implemented, names something that other generators make.
        if (isPossible && reader.Problems.Found.Count == 0 && method.PartialImplementationPart is null && syntax.ArgumentList is { } arguments)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RequestRules.OwnArgument, arguments.GetLocation(), arguments.ToString(), "something in it, or in the types, is made by another generator"));
        }
    }
}
