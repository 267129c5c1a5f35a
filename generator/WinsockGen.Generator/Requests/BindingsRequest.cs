using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Requests;

/// <summary>What one <c>[WinsockBindings]</c> asks for: no symbols, no syntax, equal when it asks for the same.</summary>
/// <param name="Target">The class that receives the bindings.</param>
/// <param name="Areas">The flags of <c>WinsockApi</c>.</param>
/// <param name="Include">Names and patterns besides the areas.</param>
/// <param name="Exclude">Names and patterns that are left out, unless something else needs them.</param>
/// <param name="Overloads">Friendly overloads are wanted.</param>
/// <param name="UnsafeProblem">
/// The attribute's place, where WSG0004 is left to the generator (see <see cref="UnsafeCodeProblem"/>); null in every project that can
/// be served, so that no edit changes a request by moving it.
/// </param>
internal sealed record BindingsRequest(
    TargetClass Target,
    uint Areas,
    EquatableArray<string> Include,
    EquatableArray<string> Exclude,
    bool Overloads,
    FileLocation? UnsafeProblem);
