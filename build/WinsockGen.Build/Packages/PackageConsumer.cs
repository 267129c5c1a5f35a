using System;
using System.IO;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Packages;

/// <summary>
/// How projects restore a packed WinsockGen as a user's would: by version, from the feed. It goes into a cache of its own,
/// so that development versions do not pile up in the machine's; everything else is taken from there.
/// </summary>
public sealed class PackageConsumer
{
    private PackageConsumer(string[] properties) => Properties = properties;

    /// <summary>MSBuild properties, NAME=VALUE, for the consuming projects.</summary>
    public string[] Properties { get; }

    public static async Task<PackageConsumer> CreateAsync(WinsockGenPackage package, string privateCache, CommandRunner commands)
    {
        const string Prefix = "global-packages:";

        var answer = await commands.RequireAsync(new Command("dotnet", "nuget", "locals", "global-packages", "--list", "--force-english-output")
        {
            TimeLimit = TimeSpan.FromMinutes(1),
        }).ConfigureAwait(false);
        var line = answer.LastLine;
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
            throw new BuildException($"`{answer.Command}` said '{line}' instead of where the packages are.");

        var shared = Directory.CreateDirectory(line[Prefix.Length..].Trim()).FullName;
        return new PackageConsumer(
        [
            $"WinsockGenVersion={package.Version}",
            $"RestorePackagesPath={privateCache}",
            $"RestoreFallbackFolders={shared.TrimEnd(Path.DirectorySeparatorChar)}",
        ]);
    }
}
