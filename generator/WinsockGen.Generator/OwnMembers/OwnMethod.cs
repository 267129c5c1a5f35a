using WinsockGen.Generator.Requests;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>A partial method that asks for an implementation: no symbols, no syntax, equal when it asks for the same.</summary>
/// <param name="Target">The type around it.</param>
/// <param name="Signature">The declaration, with types that mean the same everywhere.</param>
/// <param name="Body">The expression that is its body.</param>
/// <param name="Parts">What the body needs of the code that all members share.</param>
/// <param name="IsOnWindowsOnly">Nothing needs to say that it is for Windows: the user's declaration does, or the socket's type.</param>
/// <param name="MinWindows">The first version of Windows that has it, or empty.</param>
internal sealed record OwnMethod(TargetClass Target, string Signature, string Body, OwnMemberParts Parts, bool IsOnWindowsOnly, string MinWindows);
