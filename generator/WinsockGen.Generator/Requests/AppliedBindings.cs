using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Generator.Attributes;

namespace WinsockGen.Generator.Requests;

/// <summary>A <c>[WinsockBindings]</c> as it stands in the source: what analyzers speak of and fixes change.</summary>
internal sealed class AppliedBindings
{
    private AppliedBindings(INamedTypeSymbol @class, TypeDeclarationSyntax declaration, AttributeData data, AttributeSyntax syntax, Compilation compilation)
    {
        Class = @class;
        Declaration = declaration;
        Syntax = syntax;
        Request = BindingsRequestReader.Read(@class, declaration, data, compilation);
        Include = Written(data, WinsockBindingsAttribute.Include);
        Exclude = Written(data, WinsockBindingsAttribute.Exclude);
        HasErrors = data.AttributeConstructor is null || data.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Error);
    }

    public INamedTypeSymbol Class { get; }

    /// <summary>The part of the class that carries the attribute.</summary>
    public TypeDeclarationSyntax Declaration { get; }

    public AttributeSyntax Syntax { get; }

    /// <summary>What the generator reads.</summary>
    public BindingsRequest Request { get; }

    /// <summary>Null where the argument is not given.</summary>
    public WrittenList? Include { get; }

    /// <summary>Null where the argument is not given.</summary>
    public WrittenList? Exclude { get; }

    /// <summary>The compiler does not understand the attribute, and says so.</summary>
    public bool HasErrors { get; }

    /// <summary>The attribute that counts for a class, or null when it has none in the source.</summary>
    public static AppliedBindings? Of(INamedTypeSymbol @class, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var attribute in @class.GetAttributes())
        {
            if (WinsockBindingsAttribute.Is(attribute.AttributeClass)
                && attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
                && syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration)
            {
                return new(@class, declaration, attribute, syntax, compilation);
            }
        }

        return null;
    }

    private WrittenList? Written(AttributeData data, string name)
    {
        var argument = Syntax.ArgumentList?.Arguments.FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText == name);
        return argument is null ? null : WrittenList.Read(argument.Expression, BindingsRequestReader.NamedArgument(data, name) as string);
    }
}
