using System;
using System.Collections.Generic;
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
    private readonly WinsockGenPackage _package;
    private readonly Dictionary<string, string?> _environment;

    private PackageConsumer(WinsockGenPackage package, string privateCache, string sharedCache)
    {
        _package = package;
        _environment = new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = privateCache,
            ["NUGET_FALLBACK_PACKAGES"] = sharedCache,
        };
    }

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

        var sharedCache = Directory.CreateDirectory(line[Prefix.Length..].Trim()).FullName;
        return new PackageConsumer(package, privateCache, sharedCache);
    }

    /// <summary>A `dotnet` command on consuming projects, in their folder.</summary>
    public Command Dotnet(string folder, params string[] arguments) => new("dotnet", arguments)
    {
        WorkingDirectory = folder,
        Environment = _environment,
        TimeLimit = TimeSpan.FromMinutes(10),
    };

    /// <summary>The same for `build`, `publish` and what else takes properties, quietly, with the version to restore.</summary>
    public Command DotnetBuild(string folder, params string[] arguments) =>
        Dotnet(folder, [.. arguments, $"-p:WinsockGenVersion={_package.Version}", "-v:quiet", "-nologo"]);
}
