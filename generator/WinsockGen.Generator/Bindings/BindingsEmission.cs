using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Requests;

namespace WinsockGen.Generator.Bindings;

/// <summary>All that the text of bindings depends on.</summary>
internal sealed record BindingsEmission(BindingsRequest Request, BindingsSelection Selection, TargetCapabilities Capabilities);
