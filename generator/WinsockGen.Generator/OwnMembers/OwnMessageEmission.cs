using WinsockGen.Generator.Capabilities;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>All that the text of one control message depends on.</summary>
internal sealed record OwnMessageEmission(OwnMessage Message, TargetCapabilities Capabilities);
