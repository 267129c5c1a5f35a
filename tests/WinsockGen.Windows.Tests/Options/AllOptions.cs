namespace WinsockGen.Windows.Tests.Options;

/// <summary>Every option of the catalog that has a property.</summary>
[SocketOptions]
internal static partial class AllOptions;
