using WinsockGen.Generator.Requests;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>A struct with <c>[ControlMessage]</c>: no symbols, no syntax, equal when it asks for the same.</summary>
/// <param name="Target">The struct.</param>
/// <param name="Type">Its name wherever it is used.</param>
/// <param name="Level">cmsg_level.</param>
/// <param name="Number">cmsg_type.</param>
/// <param name="Label">What the message is called, for documentation.</param>
/// <param name="Members">The members that the user has not written.</param>
internal sealed record OwnMessage(TargetClass Target, string Type, int Level, int Number, string Label, OwnMessageMembers Members);
