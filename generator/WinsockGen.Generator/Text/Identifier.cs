using Microsoft.CodeAnalysis.CSharp;

namespace WinsockGen.Generator.Text;

/// <summary>Names from C headers as C# identifiers.</summary>
internal static class Identifier
{
    /// <summary>Puts an <c>@</c> before what is a keyword in C#.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
