using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Catalog;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Reads a type of the user's as a value of Windows.</summary>
/// <param name="types">Spells types.</param>
/// <param name="problems">Receives what is wrong.</param>
/// <param name="option">The option as the catalog knows it, or null.</param>
/// <param name="width">How many bytes a bool has, or 0 where the attribute does not say.</param>
/// <param name="unit">What a time counts, as <c>SocketTimeUnit</c> numbers it.</param>
internal sealed class OwnValueReader(TypeReader types, OwnProblems problems, CatalogOption? option, int width, int unit)
{
    private const string Time = "global::System.TimeSpan";
    private const int Milliseconds = 1;
    private const int Seconds = 2;

    private static NativeSize Four => new(4, 4);

    /// <returns>Null where the type is none that can be a value, which is said, or an error, which the compiler says.</returns>
    public OwnValue? Read(ITypeSymbol type, TypeSyntax syntax)
    {
        if (types.Spell(type, syntax) is not { } spelling)
        {
            return null;
        }

        if (types.StructOf(type, syntax) is { } row)
        {
            return new OwnValue(spelling) { Width = new NativeSize(row.Size64, row.Size32) };
        }

        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return Boolean(syntax);
        }

        if (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying })
        {
            var number = underlying.ToDisplayString();
            return new(spelling, number, $"({spelling})", string.Empty, $"({number}){{0}}") { Width = NativeLayoutReader.WidthOf(type) };
        }

        if (IsTime(type) || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } optional && IsTime(optional.TypeArguments[0])))
        {
            return TimeSpan(type, syntax, spelling);
        }

        if (ProblemOf(type) is { } problem)
        {
            problems.WrongType(syntax.GetLocation(), type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), problem);
            return null;
        }

        return new OwnValue(spelling) { Width = NativeLayoutReader.WidthOf(type) };
    }

    public static bool IsFrameworkType(ITypeSymbol type, string @namespace, string name) =>
        type.Name == name && type.ContainingType is null && type.ContainingNamespace?.ToDisplayString() == @namespace;

    private static bool IsTime(ITypeSymbol type) => IsFrameworkType(type, "System", "TimeSpan");

    private static string? ProblemOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Char } => "it is a char, which may have one byte or two: use byte or ushort",
        ITypeParameterSymbol => "its width is not known yet",
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => "it is an address: use the struct that it points to, or bytes",
        { SpecialType: SpecialType.System_String } => "text has no fixed width: use bytes",
        { IsReferenceType: true } => "it is a class: use a struct of the fields that Windows has",
        { IsRefLikeType: true } => "it is a ref struct",
        _ => Blittability.ProblemOf(type),
    };

    private OwnValue? Boolean(TypeSyntax syntax)
    {
        var bytes = width != 0 ? width : option is { Type: "bool" } && OwnOptionFacts.WidthOf(option) is { } known ? known.On64 : 4;
        var raw = bytes switch { 1 => "byte", 2 => "ushort", 4 => "int", _ => null };
        if (raw is null)
        {
            problems.WrongType(syntax.GetLocation(), "bool", $"a Width of {bytes} is none of 1, 2 and 4");
            return null;
        }

        return new("bool", raw, string.Empty, " != 0", bytes == 4 ? "{0} ? 1 : 0" : $"({raw})({{0}} ? 1 : 0)") { Width = new NativeSize(bytes, bytes) };
    }

    private OwnValue? TimeSpan(ITypeSymbol type, TypeSyntax syntax, string spelling)
    {
        var isOptional = type is INamedTypeSymbol { IsGenericType: true };
        var known = option is null ? null : OwnOptionFacts.TimeOf(option);
        if (known is { IsLinger: true } && unit == 0 && isOptional)
        {
            return new(spelling, "int", SharedCode.TypeName + ".RawOption.ToLinger(", ")", SharedCode.TypeName + ".RawOption.FromLinger({0})") { Width = Four, Parts = OwnMemberParts.Times | OwnMemberParts.Lingers };
        }

        var counts = unit != 0 ? unit : known?.Unit ?? 0;
        if (counts is not (Milliseconds or Seconds))
        {
            problems.WrongType(syntax.GetLocation(), "TimeSpan", "say what Windows counts: TimeUnit = SocketTimeUnit.Milliseconds or SocketTimeUnit.Seconds");
            return null;
        }

        if (isOptional && known is not { None: true })
        {
            problems.WrongType(syntax.GetLocation(), "TimeSpan?", "no number is known that means no time: use TimeSpan, or the number itself");
            return null;
        }

        var constant = SharedCode.TypeName + ".RawOption." + (counts == Milliseconds ? "Millisecond" : "Second");
        return isOptional
            ? new(spelling, "int", SharedCode.TypeName + ".RawOption.ToOptionalTime(", $", {constant})", $"{SharedCode.TypeName}.RawOption.FromOptionalTime({{0}}, {constant})")
            {
                Width = Four,
                Parts = OwnMemberParts.Times | OwnMemberParts.OptionalTimes,
            }
            : new(Time, "int", SharedCode.TypeName + ".RawOption.ToTime(", $", {constant})", $"{SharedCode.TypeName}.RawOption.FromTime({{0}}, {constant}, uint.MaxValue)")
            {
                Width = Four,
                Parts = OwnMemberParts.Times,
            };
    }
}
