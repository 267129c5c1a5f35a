namespace WinsockGen.Catalog.Tests.Emitted;

/// <summary>The whole catalog as C#. Nothing of it that calls into Windows is called here.</summary>
[WinsockBindings(WinsockApi.All, Overloads = false)]
internal static unsafe partial class Ws2;
