namespace WinsockGen.Runtime.Tests.Options;

/// <summary>Every typed option, as a user of the runtime has them.</summary>
[SocketOptions]
internal static partial class TypedOptions;
