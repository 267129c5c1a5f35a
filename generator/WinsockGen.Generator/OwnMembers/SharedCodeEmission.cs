using WinsockGen.Generator.Capabilities;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>All that the text of the shared code depends on.</summary>
internal sealed record SharedCodeEmission(OwnMemberParts Parts, TargetCapabilities Capabilities);
