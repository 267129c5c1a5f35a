using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Says whether the bytes of a type are the same for C# and for Windows.</summary>
internal static class Blittability
{
    /// <summary>Structs of types cannot be circles; this is for sources that do not compile.</summary>
    private const int Deepest = 32;

    /// <summary>What the framework lays out as it likes. Its reference assemblies do not say so.</summary>
    private static readonly string[] AutoLayouts = ["DateTime", "DateTimeOffset", "ValueTuple"];

    /// <returns>A clause that begins with "it", or null where nothing is wrong.</returns>
    public static string? ProblemOf(ITypeSymbol type) => ProblemOf(type, Deepest) switch
    {
        null => null,
        var problem => problem.StartsWith("'", StringComparison.Ordinal) ? "its field " + problem : "it " + problem,
    };

    private static (IFieldSymbol Field, string Problem)? FieldProblemOf(INamedTypeSymbol type, int depth)
    {
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (!field.IsStatic && !field.IsConst && ProblemOf(field, depth) is { } problem)
            {
                return (field, problem);
            }
        }

        return null;
    }

    public static bool HasAutoLayout(INamedTypeSymbol type) =>
        (AutoLayouts.Contains(type.Name) && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
        || NativeLayoutReader.LayoutOf(type) is { ConstructorArguments: { IsEmpty: false } arguments } && arguments[0].Value is 3 or (short)3;

    private static string? ProblemOf(ITypeSymbol type, int depth)
    {
        if (type.TypeKind is TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer || depth <= 0)
        {
            // An error is the compiler's to report, or the name of something that is yet to be generated: all of that is blittable.
            return null;
        }

        return type switch
        {
            { SpecialType: SpecialType.System_Boolean } => "is a bool, which has another width in C# than in Windows: use byte or int",
            { SpecialType: SpecialType.System_Char } => "is a char, which may have one byte or two: use byte or ushort",
            ITypeParameterSymbol => "has a type that is not known yet",
            { IsReferenceType: true } => $"is of the managed type '{type.ToDisplayString()}'",
            { TypeKind: TypeKind.Enum } => null,
            { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double and not SpecialType.System_Decimal } => null,
            { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => null,
            INamedTypeSymbol { IsRefLikeType: true } => "is of a ref struct",
            INamedTypeSymbol { IsGenericType: true } => "is of a generic struct, whose layout only the runtime knows",
            INamedTypeSymbol named when HasAutoLayout(named) => "is of a struct with automatic layout",
            INamedTypeSymbol { TypeKind: TypeKind.Struct } named => FieldProblemOf(named, depth) is { } inner ? $"'{inner.Field.Name}' {inner.Problem}" : null,
            _ => "is of no type that Windows has",
        };
    }

    /// <returns>What is wrong with a field, without its name; null where nothing is.</returns>
    public static string? ProblemOf(IFieldSymbol field) => ProblemOf(field, Deepest);

    private static string? ProblemOf(IFieldSymbol field, int depth) => field.IsFixedSizeBuffer
        ? field.Type is IPointerTypeSymbol buffer ? ProblemOf(buffer.PointedAtType, depth - 1) : null
        : field.RefKind != RefKind.None ? "is a reference" : ProblemOf(field.Type, depth - 1);
}
