namespace WinsockGen.Generator.Requests;

/// <summary>What one <c>[SocketOptions]</c> asks for: no symbols, no syntax, equal when it asks for the same.</summary>
/// <param name="Target">The class that receives the options.</param>
/// <param name="IsStatic">The class says that it is static.</param>
/// <param name="Levels">The flags of <c>SocketOptionLevels</c>.</param>
internal sealed record OptionsRequest(TargetClass Target, bool IsStatic, int Levels)
{
    /// <summary>Extension members are possible: a static class that can be extended and stands in no other type.</summary>
    public bool CanHoldExtensions => IsStatic && Target.CanBeExtended && Target.Types.Count == 1;
}
