using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>The type that holds what all members of a project share, and the code that needs none of it.</summary>
internal static class SharedCode
{
    public const string Name = "OwnSocketMembers";

    public const string TypeName = "global::WinsockGen." + Name;

    public const string HintName = "WinsockGen." + Name + ".g.cs";

    /// <summary>The folder, and in front of it the assembly, under which the compiler keeps what the generator adds.</summary>
    public static readonly string GeneratedFolder = typeof(WinsockGenerator).FullName!;

    /// <summary>The body of a member that cannot be implemented.</summary>
    public static string Unimplemented(OwnProblems problems)
    {
        var problem = problems.Found.First(found => found.Rule.DefaultSeverity == DiagnosticSeverity.Error);
        var message = problem.Rule.Id + ": " + string.Format(CultureInfo.InvariantCulture, problem.Rule.MessageFormat.ToString(CultureInfo.InvariantCulture), problem.Arguments);
        return $"throw new global::System.NotSupportedException({SymbolDisplay.FormatLiteral(message, quote: true)})";
    }
}
