using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>
/// Finds the socket that a method speaks of: its first parameter, the object itself, or the one socket that the object holds, in a field
/// or in a parameter of the type's primary constructor.
/// </summary>
internal static class OwnReceiverReader
{
    public static OwnReceiver? Read(IMethodSymbol method, MethodDeclarationSyntax declaration, OwnProblems problems)
    {
        if (HasSocketParameter(method))
        {
            var first = declaration.ParameterList.Parameters[0];
            if (method.Parameters[0].RefKind == RefKind.Out)
            {
                problems.CannotImplement(first.GetLocation(), "its socket cannot be an out parameter");
                return null;
            }

            return new(first.Identifier.Text, IsRuntime(method.Parameters[0].Type));
        }

        if (method.IsStatic)
        {
            ReportMissing(method, declaration, problems);
            return null;
        }

        if (IsSocket(method.ContainingType))
        {
            return new("this", IsRuntime(method.ContainingType));
        }

        var held = HeldSockets(method.ContainingType).ToArray();
        switch (held.Length)
        {
            case 1 when held[0] is IParameterSymbol parameter && method.Parameters.Any(own => own.Name == parameter.Name):
                problems.CannotImplement(declaration.Identifier.GetLocation(), $"a parameter of it hides '{parameter.Name}', the socket");
                return null;
            case 1:
                var name = SyntaxFacts.GetKeywordKind(held[0].Name) == SyntaxKind.None ? held[0].Name : "@" + held[0].Name;
                return new(held[0] is IParameterSymbol ? name : "this." + name, IsRuntime(TypeOf(held[0])));
            case 0:
                ReportMissing(method, declaration, problems);
                return null;
            default:
                problems.CannotImplement(declaration.Identifier.GetLocation(), $"'{method.ContainingType.Name}' holds more than one socket: name one as the first parameter");
                return null;
        }
    }

    /// <summary>The first parameter is a socket, and so is none of the values.</summary>
    public static bool HasSocketParameter(IMethodSymbol method) => method.Parameters.Length > 0 && IsSocket(method.Parameters[0].Type);

    private static void ReportMissing(IMethodSymbol method, MethodDeclarationSyntax declaration, OwnProblems problems)
    {
        var first = declaration.ParameterList.Parameters.FirstOrDefault();
        if (first?.Type is { } type && method.Parameters[0].Type.TypeKind == TypeKind.Error)
        {
            // The compiler says that there is no such type.
            problems.CannotImplement(type.GetLocation(), $"'{type}' is not known before code is generated, and so no socket");
            return;
        }

        problems.CannotImplement(
            declaration.Identifier.GetLocation(),
            "it needs a socket, a System.Net.Sockets.Socket or one of WinsockGen's, as its first parameter" + (method.IsStatic ? string.Empty : " or in a field"));
    }

    /// <summary>Fields and properties that store a socket, and parameters of the primary constructor, which are in scope everywhere in the type.</summary>
    private static IEnumerable<ISymbol> HeldSockets(INamedTypeSymbol type)
    {
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (!field.IsStatic && IsSocket(field.Type) && (field.AssociatedSymbol ?? (field.IsImplicitlyDeclared ? null : field)) is { } holder)
            {
                yield return holder;
            }
        }

        if (type.IsRecord)
        {
            // Its parameters became properties.
            yield break;
        }

        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaringSyntaxReferences is { Length: 1 } declarations && declarations[0].GetSyntax() is TypeDeclarationSyntax)
            {
                foreach (var parameter in constructor.Parameters)
                {
                    if (IsSocket(parameter.Type))
                    {
                        yield return parameter;
                    }
                }
            }
        }
    }

    private static ITypeSymbol TypeOf(ISymbol holder) => holder switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => ((IParameterSymbol)holder).Type,
    };

    private static bool IsSocket(ITypeSymbol type) => IsDerived(type, "System.Net.Sockets", "Socket") || IsRuntime(type);

    private static bool IsRuntime(ITypeSymbol type) => IsDerived(type, "WinsockGen", "WinsockSocket");

    private static bool IsDerived(ITypeSymbol type, string @namespace, string name)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (OwnValueReader.IsFrameworkType(ancestor, @namespace, name))
            {
                return true;
            }
        }

        return false;
    }
}
