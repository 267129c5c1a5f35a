using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Requests;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>
/// Reads a method with <c>[SocketOption]</c> or <c>[SocketIoctl]</c>, for the generator and for the analyzer of its requests. Both must come to
/// the same answer, though the analyzer sees what was generated and the generator does not.
/// </summary>
internal sealed class OwnMethodReader
{
    private readonly IMethodSymbol _method;
    private readonly MethodDeclarationSyntax _declaration;
    private readonly AttributeData _attribute;
    private readonly AttributeSyntax _syntax;
    private readonly TypeReader _types;
    private readonly ConstantReader _constants;

    private OwnMethodReader(
        IMethodSymbol method, MethodDeclarationSyntax declaration, AttributeData attribute, AttributeSyntax syntax, SemanticModel model, CancellationToken cancellation)
    {
        (_method, _declaration, _attribute, _syntax) = (method, declaration, attribute, syntax);
        _types = new(model, cancellation);
        _constants = new(model, cancellation);
        Problems = new(method.Name);
    }

    public OwnProblems Problems { get; }

    private bool IsOption => SocketOptionAttribute.Is(_attribute.AttributeClass);

    /// <returns>Null where there is no such attribute in the source.</returns>
    public static OwnMethodReader? For(
        IMethodSymbol method, MethodDeclarationSyntax declaration, AttributeData attribute, SemanticModel model, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax && syntax.SyntaxTree == declaration.SyntaxTree
            ? new(method, declaration, attribute, syntax, model, cancellation)
            : null;

    /// <summary>The attribute of a method that counts: the first, if there are several.</summary>
    public static AttributeData? AttributeOf(IMethodSymbol method) => method.GetAttributes()
        .FirstOrDefault(attribute => SocketOptionAttribute.Is(attribute.AttributeClass) || SocketIoctlAttribute.Is(attribute.AttributeClass));

    /// <returns>
    /// What is to be emitted; null where nothing can be. Where a problem makes it pointless, but the declaration can be spelled, it is a body that
    /// throws: the compiler would stop at the missing one (CS8795) before the analyzer could say what is wrong.
    /// </returns>
    public OwnMethod? Read()
    {
        var target = _declaration.Parent is TypeDeclarationSyntax type ? TargetClass.Of(_method.ContainingType, type, mayBeGeneric: true) : null;
        var isPossible = CheckDeclaration(target);
        var receiver = OwnReceiverReader.Read(_method, _declaration, Problems);
        var body = receiver is null ? null : IsOption ? ReadOption(receiver) : ReadIoctl(receiver);
        if (!isPossible || target is null || OwnSignature.Spell(_method, _declaration, _types) is not { } signature)
        {
            return null;
        }

        return body is not null && !Problems.AreFatal ? new(target, signature, body.Expression, body.Parts, receiver!.IsRuntime || SaysPlatform(), body.MinWindows)
            : Problems.AreFatal ? new(target, signature, SharedCode.Unimplemented(Problems), OwnMemberParts.None, IsOnWindowsOnly: true, string.Empty)
            : null;
    }

    /// <summary>Whether an implementing part can stand beside the declaration at all.</summary>
    private bool CheckDeclaration(TargetClass? target)
    {
        var name = _declaration.Identifier.GetLocation();
        var version = (_declaration.SyntaxTree.Options as CSharpParseOptions)?.LanguageVersion ?? LanguageVersion.Default;
        var isPartial = _declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
        if (_declaration.Identifier.IsMissing || target is null)
        {
            return false;
        }

        if (_method.GetAttributes().Count(attribute => SocketOptionAttribute.Is(attribute.AttributeClass) || SocketIoctlAttribute.Is(attribute.AttributeClass)) > 1)
        {
            Problems.CannotImplement(_syntax.GetLocation(), "one method is one option or one ioctl, and this has two attributes");
        }

        if (_declaration.Body is not null || _declaration.ExpressionBody is not null || HasOwnImplementation())
        {
            Problems.CannotImplement(name, "it has a body of its own");
            return false;
        }

        if (!isPartial || !target.CanBeExtended)
        {
            var canBeFixed = !_declaration.Modifiers.Any(SyntaxKind.ExternKeyword) && !_declaration.Modifiers.Any(SyntaxKind.AbstractKeyword) && !_method.ContainingType.IsFileLocal;
            Problems.CannotImplement(name, isPartial ? "the types around it must be partial, and not local to a file" : "add 'partial' to it", canBeFixed ? RequestRuleIds.PartialProperty : null);
            return false;
        }

        if (version < LanguageVersion.CSharp9 && (!_method.ReturnsVoid || _declaration.Modifiers.Any(IsAccessibility) || _method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out)))
        {
            Problems.CannotImplement(name, $"partial methods with results or accessibility begin with C# 9, and this project uses C# {version.ToDisplayString()}");
            return false;
        }

        if (_method.Arity > 0)
        {
            Problems.CannotImplement(_declaration.TypeParameterList!.GetLocation(), "it must not be generic: Windows needs to know the width of a value");
            return false;
        }

        if (_method.ReturnsByRef || _method.ReturnsByRefReadonly)
        {
            Problems.CannotImplement(_declaration.ReturnType.GetLocation(), "it cannot return a reference");
            return false;
        }

        return true;
    }

    /// <summary>The user wrote the other part too.</summary>
    private bool HasOwnImplementation() =>
        _method.PartialImplementationPart is { } other && other.DeclaringSyntaxReferences.Any(part => !part.SyntaxTree.FilePath.Contains(SharedCode.GeneratedFolder));

    private static bool IsAccessibility(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword;

    private bool SaysPlatform() => _method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "SupportedOSPlatformAttribute" });

    private OwnMethodBody? ReadOption(OwnReceiver receiver)
    {
        if (Argument(0) is not { } level || Argument(1) is not { } name)
        {
            return null;
        }

        return new OwnOptionReader(Problems, _types, _attribute).Read(_method, _declaration, receiver, level, name);
    }

    private OwnMethodBody? ReadIoctl(OwnReceiver receiver) =>
        Argument(0) is { } code ? new OwnIoctlReader(Problems, _types, _attribute).Read(_method, _declaration, receiver, code) : null;

    private OwnArgument? Argument(int position) => OwnArgument.Read(_syntax, position, _attribute, _constants, Problems);
}
