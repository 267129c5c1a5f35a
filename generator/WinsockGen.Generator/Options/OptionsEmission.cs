using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Requests;

namespace WinsockGen.Generator.Options;

/// <summary>All that the text of typed options depends on.</summary>
internal sealed record OptionsEmission(OptionsRequest Request, TargetCapabilities Capabilities);
