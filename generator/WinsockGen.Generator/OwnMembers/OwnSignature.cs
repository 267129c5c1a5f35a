using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Spells the implementing declaration of a partial method: what must be the same in both is taken from the user's.</summary>
internal static class OwnSignature
{
    /// <returns>Null where a type is an error: the compiler says so.</returns>
    public static string? Spell(IMethodSymbol method, MethodDeclarationSyntax declaration, TypeReader types)
    {
        if (types.Spell(method.ReturnType, declaration.ReturnType) is not { } result)
        {
            return null;
        }

        var parameters = new string[method.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = declaration.ParameterList.Parameters[i];
            if (parameter.Type is null || types.Spell(method.Parameters[i].Type, parameter.Type) is not { } type)
            {
                return null;
            }

            parameters[i] = $"{Words(parameter.Modifiers)}{type} {parameter.Identifier.Text}";
        }

        return $"{Words(declaration.Modifiers)}{result} {declaration.Identifier.Text}({string.Join(", ", parameters)})";
    }

    private static string Words(SyntaxTokenList modifiers) => string.Concat(modifiers.Select(modifier => modifier.Text + " "));
}
