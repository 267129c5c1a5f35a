using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.Requests;

/// <summary>Says why a class cannot receive what it asks for.</summary>
internal static class TargetProblem
{
    /// <param name="symbol">The class.</param>
    /// <param name="declaration">The part of it that carries the attribute.</param>
    /// <param name="isUnsafe">What is added needs unsafe code.</param>
    /// <returns>A clause for WSG0003, or null when nothing is wrong.</returns>
    public static string? Of(INamedTypeSymbol symbol, ClassDeclarationSyntax declaration, bool isUnsafe)
    {
        if (declaration.Identifier.IsMissing)
        {
            // Half typed: the compiler says so.
            return null;
        }

        for (var type = symbol; type is not null; type = type.ContainingType)
        {
            if (type.Arity > 0)
            {
                return "neither it nor a type around it may be generic";
            }

            if (type.IsFileLocal)
            {
                return "it must not be local to its file";
            }
        }

        var missing = MissingModifiers(symbol, declaration, isUnsafe).ToArray();
        if (missing.Length > 0)
        {
            return $"add '{string.Join(" ", missing)}' to its declaration";
        }

        var outer = declaration.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword));
        return outer is null ? null : $"'{outer.Identifier.ValueText}' around it must be partial";
    }

    /// <summary>The modifiers of <c>static unsafe partial</c> that no part of the class has.</summary>
    private static IEnumerable<string> MissingModifiers(INamedTypeSymbol symbol, ClassDeclarationSyntax declaration, bool isUnsafe)
    {
        if (!symbol.IsStatic)
        {
            yield return "static";
        }

        // The generated part is unsafe by itself; what counts is what the user's own part says.
        if (isUnsafe && !declaration.Modifiers.Any(SyntaxKind.UnsafeKeyword))
        {
            yield return "unsafe";
        }

        if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            yield return "partial";
        }
    }
}
