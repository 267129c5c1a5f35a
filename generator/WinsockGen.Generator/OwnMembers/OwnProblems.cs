using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Requests;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Collects what is wrong with one member while it is read.</summary>
internal sealed class OwnProblems(string member)
{
    private readonly List<OwnProblem> _found = [];

    public IReadOnlyList<OwnProblem> Found => _found;

    /// <summary>Nothing can be emitted that does what is asked for.</summary>
    public bool AreFatal => _found.Any(problem => problem.Rule.DefaultSeverity == DiagnosticSeverity.Error);

    /// <summary>WSG0012: no implementation is possible.</summary>
    public void CannotImplement(Location place, string reason, string? fixProperty = null) =>
        _found.Add(new(RequestRules.OwnMemberShape, place, Properties(fixProperty), [member, reason]));

    /// <summary>WSG0013: a type whose bytes are not Windows'.</summary>
    public void WrongType(Location place, string type, string reason) =>
        _found.Add(new(RequestRules.OwnValueType, place, Properties(null), [type, reason]));

    /// <summary>WSG0014: an argument that is no number.</summary>
    public void NotConstant(Location place, string argument, string reason) =>
        _found.Add(new(RequestRules.OwnArgument, place, Properties(null), [argument, reason]));

    /// <summary>WSG0015: the catalog knows it otherwise.</summary>
    public void Contradicts(Location place, string reason) =>
        _found.Add(new(RequestRules.OwnMemberContradiction, place, Properties(null), [member, reason]));

    /// <summary>WSG0016: the option is one of other levels.</summary>
    public void WrongLevel(Location place, string option, string level, IReadOnlyList<string> levels) => _found.Add(new(
        RequestRules.OwnOptionLevel,
        place,
        ImmutableDictionary<string, string?>.Empty.Add(RequestRuleIds.LevelsProperty, string.Join(",", levels)),
        [option, string.Join(" and ", levels), level]));

    private static ImmutableDictionary<string, string?> Properties(string? name) =>
        name is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(name, "true");
}
