using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>What is wrong with a member, as the analyzer reports it; the generator only counts it.</summary>
internal sealed record OwnProblem(DiagnosticDescriptor Rule, Location Place, ImmutableDictionary<string, string?> Properties, object[] Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Place, Properties, Arguments);
}
