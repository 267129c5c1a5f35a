using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>All that the text of one type's methods depends on.</summary>
internal sealed record OwnMethodEmission(TargetClass Target, EquatableArray<OwnMethod> Methods, TargetCapabilities Capabilities);
