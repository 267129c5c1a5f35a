using System;
using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>
/// Computes constant integers as C# does, also where they are made of constants that are not generated yet: those come from the catalog, and
/// what is built on them is computed here.
/// </summary>
internal sealed class ConstantReader(SemanticModel model, CancellationToken cancellation)
{
    /// <summary>Constants may be made of constants; a circle of them is the compiler's to report.</summary>
    private const int Deepest = 16;

    private readonly GeneratedNames _names = new(model, cancellation);

    /// <returns>Null where the expression is no integer, or not known before other code is generated.</returns>
    public OwnConstant? Read(ExpressionSyntax expression) =>
        Evaluate(expression, Deepest) is { } value ? new(value, NameIn(expression)?.Identifier.ValueText ?? string.Empty, IsOptionName(NameIn(expression))) : null;

    private static IdentifierNameSyntax? NameIn(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => NameIn(parenthesized.Expression),
        CastExpressionSyntax cast => NameIn(cast.Expression),
        CheckedExpressionSyntax context => NameIn(context.Expression),
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } => name,
        IdentifierNameSyntax name => name,
        _ => null,
    };

    private bool IsOptionName(IdentifierNameSyntax? name) =>
        name is not null
        && model.GetSymbolInfo(name, cancellation).Symbol is IFieldSymbol { ContainingType: { TypeKind: TypeKind.Enum } type }
        && OwnValueReader.IsFrameworkType(type, "System.Net.Sockets", "SocketOptionName");

    private long? Evaluate(ExpressionSyntax expression, int depth)
    {
        cancellation.ThrowIfCancellationRequested();
        if (depth == 0)
        {
            return null;
        }

        if (model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: { } known })
        {
            return Integer(known);
        }

        return expression switch
        {
            ParenthesizedExpressionSyntax parenthesized => Evaluate(parenthesized.Expression, depth - 1),
            CheckedExpressionSyntax context => Evaluate(context.Expression, depth - 1),
            CastExpressionSyntax cast => Evaluate(cast.Expression, depth - 1) is { } value ? Convert(value, model.GetTypeInfo(cast.Type, cancellation).Type) : null,
            PrefixUnaryExpressionSyntax prefix => Evaluate(prefix.Operand, depth - 1) is { } value ? Prefix(prefix.Kind(), value) : null,
            BinaryExpressionSyntax binary => Evaluate(binary.Left, depth - 1) is { } left && Evaluate(binary.Right, depth - 1) is { } right ? Binary(binary.Kind(), left, right) : null,
            _ => _names.FindConstant(expression) is { } constant ? Parse(constant) : OwnConstantOf(expression, depth),
        };
    }

    /// <summary>A constant of the user's whose value is made of generated ones.</summary>
    private long? OwnConstantOf(ExpressionSyntax expression, int depth)
    {
        if (model.GetSymbolInfo(expression, cancellation).Symbol is not IFieldSymbol { IsConst: true, DeclaringSyntaxReferences: { IsEmpty: false } declarations } field
            || declarations[0].GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } initializer })
        {
            return null;
        }

        // RS1030 wants the model of an action, which knows one file only.
#pragma warning disable RS1030
        var reader = initializer.SyntaxTree == model.SyntaxTree ? this : new(model.Compilation.GetSemanticModel(initializer.SyntaxTree), cancellation);
#pragma warning restore RS1030
        return reader.Evaluate(initializer, depth - 1) is { } value ? Convert(value, field.Type) : null;
    }

    private static long? Integer(object value) => value switch
    {
        int number => number,
        uint number => number,
        long number => number,
        ulong number => unchecked((long)number),
        byte or sbyte or short or ushort => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Casts as an unchecked context does; in a checked one the compiler has said that it does not fit.</summary>
    private static long? Convert(long value, ITypeSymbol? type) => unchecked(((type as INamedTypeSymbol)?.EnumUnderlyingType ?? type)?.SpecialType switch
    {
        SpecialType.System_SByte => (sbyte)value,
        SpecialType.System_Byte => (byte)value,
        SpecialType.System_Int16 => (short)value,
        SpecialType.System_UInt16 => (ushort)value,
        SpecialType.System_Int32 => (int)value,
        SpecialType.System_UInt32 => (uint)value,
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Object => value,
        _ => (long?)null,
    });

    private static long? Prefix(SyntaxKind kind, long value) => kind switch
    {
        SyntaxKind.UnaryPlusExpression => value,
        SyntaxKind.UnaryMinusExpression => unchecked(-value),
        SyntaxKind.BitwiseNotExpression => ~value,
        _ => null,
    };

    private static long? Binary(SyntaxKind kind, long left, long right) => kind switch
    {
        SyntaxKind.BitwiseOrExpression => left | right,
        SyntaxKind.BitwiseAndExpression => left & right,
        SyntaxKind.ExclusiveOrExpression => left ^ right,
        SyntaxKind.AddExpression => unchecked(left + right),
        SyntaxKind.SubtractExpression => unchecked(left - right),
        SyntaxKind.LeftShiftExpression => left << (int)(right & 31),
        _ => null,
    };

    private static long? Parse(CatalogConstant constant) =>
        constant.Value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? long.TryParse(constant.Value.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal) ? hexadecimal : null
            : long.TryParse(constant.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
