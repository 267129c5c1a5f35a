using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.Requests;

/// <summary>
/// The types of parameters as one text that is equal where C# sees the same signature: without namespaces, annotations and the kind of
/// reference. Symbols and source spell types differently, and symbols of generated types do not exist yet when a request is read.
/// </summary>
internal static class ParameterTypes
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly Regex Ignored = new(@"\s|\?|@|\w+(::|\.)", RegexOptions.CultureInvariant);
    private static readonly Regex NativeInteger = new(@"\b(U?)IntPtr\b", RegexOptions.CultureInvariant);

    public static string Of(IMethodSymbol method) => string.Join(
        ",", method.Parameters.Select(parameter => Marker(parameter.RefKind != RefKind.None) + Normal(parameter.Type.ToDisplayString(Format))));

    public static string Of(ParameterListSyntax parameters) => string.Join(
        ",", parameters.Parameters.Select(parameter => Marker(parameter.Modifiers.Any()) + Normal(parameter.Type?.ToString() ?? string.Empty)));

    private static string Marker(bool isReference) => isReference ? "&" : string.Empty;

    private static string Normal(string type) =>
        NativeInteger.Replace(Ignored.Replace(type, string.Empty), match => match.Groups[1].Length > 0 ? "nuint" : "nint");
}
