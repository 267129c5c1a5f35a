using System.IO;

namespace WinsockGen.Build.Packages;

/// <summary>A packed WinsockGen in the local feed.</summary>
public sealed record WinsockGenPackage(string Version, string File)
{
    public string SymbolsFile => Path.ChangeExtension(File, ".snupkg");
}
