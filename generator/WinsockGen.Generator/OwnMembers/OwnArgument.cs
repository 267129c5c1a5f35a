using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>A positional argument of an attribute: a number, and where it stands.</summary>
internal sealed record OwnArgument(OwnConstant Constant, ExpressionSyntax Syntax)
{
    public int Number => Constant.Number;

    /// <returns>Null where there is none, which the compiler says, or where it is no number.</returns>
    public static OwnArgument? Read(AttributeSyntax attribute, int position, AttributeData data, ConstantReader constants, OwnProblems problems)
    {
        if (Find(attribute, position, data) is not { Expression: { } expression })
        {
            return null;
        }

        if (constants.Read(expression) is { } constant)
        {
            if (constant.IsInt32OrUInt32)
            {
                return new(constant, expression);
            }

            problems.NotConstant(expression.GetLocation(), expression.ToString(), "it has more than 32 bits");
            return null;
        }

        // Of what is an error the compiler speaks itself, and to the generator every name of generated code is one.
        if (data.AttributeConstructor is not null && data.ConstructorArguments.Length > position && data.ConstructorArguments[position].Kind != TypedConstantKind.Error)
        {
            problems.NotConstant(expression.GetLocation(), expression.ToString(), "it is no integer");
        }

        return null;
    }

    /// <summary>By its place, or by the name of the constructor's parameter.</summary>
    private static AttributeArgumentSyntax? Find(AttributeSyntax attribute, int position, AttributeData data)
    {
        if (attribute.ArgumentList is not { Arguments: var arguments })
        {
            return null;
        }

        var positional = arguments.Where(argument => argument.NameEquals is null).ToArray();
        var names = data.AttributeClass?.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.Length > position)?.Parameters;
        var named = positional.FirstOrDefault(argument => argument.NameColon is { Name.Identifier.ValueText: var name } && name == names?[position].Name);
        return named ?? (positional.Length > position && positional[position].NameColon is null ? positional[position] : null);
    }
}
