namespace WinsockGen.Generator.OwnMembers;

/// <summary>The socket that a method speaks of.</summary>
/// <param name="Expression">What stands for it in the method.</param>
/// <param name="IsRuntime">It is one of the runtime's, not the framework's.</param>
internal sealed record OwnReceiver(string Expression, bool IsRuntime);
