using WinsockGen.Generator.Requests;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// A request and what it selects. A class, since the compiler's pipeline is compiled ahead of time for classes and must be compiled
/// anew for each value type that flows through it. So is what the other steps hand on.
/// </summary>
internal sealed record SelectedBindings(BindingsRequest Request, BindingsSelection Selection);
