using System.IO;

namespace WinsockGen.Package.Tests.Consumers;

/// <summary>What a project outside the repository needs to find the package.</summary>
internal static class ThrowAwayProject
{
    /// <summary>Adds the local feed to what the machine restores from.</summary>
    public static void WriteNugetConfig(string folder, string feed) =>
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <packageSources>
                <add key="winsockgen-local" value="{feed}" />
              </packageSources>
            </configuration>
            """);
}
