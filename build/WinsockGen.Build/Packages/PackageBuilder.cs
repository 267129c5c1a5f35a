using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Packages;

/// <summary>Packs WinsockGen into the local feed.</summary>
public sealed class PackageBuilder(Repository repository, CommandRunner commands)
{
    private const int DevelopmentPackagesKept = 5;

    private string DevelopmentPrefix => repository.VersionPrefix + "-dev.";

    /// <summary>
    /// A version that no one packed before. NuGet caches a package by its version for ever, so a second pack of the same
    /// version would be restored with the first one's content.
    /// </summary>
    public string NewDevelopmentVersion() =>
        DevelopmentPrefix + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    /// <summary>Builds and packs; the package and its symbols are in the feed afterwards.</summary>
    public async Task<WinsockGenPackage> PackAsync(string version)
    {
        await commands.RequireAsync(new Command(
            "dotnet",
            "pack",
            Path.Combine(repository.Root, "runtime", "WinsockGen.Runtime"),
            "--configuration",
            "Release",
            "--output",
            repository.Feed,
            $"-p:PackageVersion={version}",
            "-v",
            "quiet",
            "-nologo")
        {
            WorkingDirectory = repository.Root,
            TimeLimit = TimeSpan.FromMinutes(10),
        }).ConfigureAwait(false);

        var package = new WinsockGenPackage(version, Path.Combine(repository.Feed, $"WinsockGen.{version}.nupkg"));
        foreach (var file in new[] { package.File, package.SymbolsFile })
        {
            if (!File.Exists(file))
                throw new BuildException($"`dotnet pack` succeeded, but there is no {file}.");
        }

        RemoveOldDevelopmentPackages();
        return package;
    }

    private void RemoveOldDevelopmentPackages()
    {
        foreach (var extension in new[] { "nupkg", "snupkg" })
        {
            foreach (var old in Directory.EnumerateFiles(repository.Feed, $"WinsockGen.{DevelopmentPrefix}*.{extension}")
                         .OrderDescending(StringComparer.Ordinal)
                         .Skip(DevelopmentPackagesKept))
            {
                File.Delete(old);
            }
        }
    }
}
