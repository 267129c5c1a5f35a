using WinsockGen.Generator.Capabilities;

namespace WinsockGen.Generator.Requests;

/// <summary>All that decides whether members of a class clash with generated ones.</summary>
internal sealed record ClashCheck(RequestingClass Class, TargetCapabilities Capabilities);
