namespace WinsockGen.Generator.OwnMembers;

/// <summary>What a method does.</summary>
/// <param name="Expression">In C#.</param>
/// <param name="Parts">What it needs of the shared code.</param>
/// <param name="MinWindows">The first version of Windows that has it, or empty.</param>
internal sealed record OwnMethodBody(string Expression, OwnMemberParts Parts, string MinWindows);
