using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Build;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Packages;
using Xunit;

namespace WinsockGen.Package.Tests;

/// <summary>The package as `build.cs pack` makes it, packed once for all tests, with a version of its own.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    private WinsockGenPackage? _package;

    public Repository Repository { get; } = Repository.Containing(AppContext.BaseDirectory);

    public BuildLog Log { get; } = new(TextWriter.Null);

    public CommandRunner Commands { get; }

    public WinsockGenPackage Package => _package ?? throw new InvalidOperationException("The package is not packed yet.");

    public PackedPackage() => Commands = new CommandRunner(Log, CancellationToken.None);

    public async Task InitializeAsync()
    {
        var builder = new PackageBuilder(Repository, Commands);
        _package = await builder.PackAsync(builder.NewDevelopmentVersion());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>
    /// Prepares a folder outside the repository for projects that consume the package: what the machine restores from, and
    /// the local feed.
    /// </summary>
    public Task<PackageConsumer> ConsumeAsync(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <packageSources>
                <add key="winsockgen-local" value="{Repository.Feed}" />
              </packageSources>
            </configuration>
            """);
        return PackageConsumer.CreateAsync(Package, Path.Combine(folder, "packages"), Commands);
    }

    /// <summary>The files inside a package, without what the container format adds for itself.</summary>
    public static string[] FilesIn(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries
            .Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/", StringComparison.Ordinal)
                && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal)];
    }

    public byte[] Read(string name)
    {
        using var archive = ZipFile.OpenRead(Package.File);
        var entry = archive.GetEntry(name) ?? throw new FileNotFoundException($"There is no {name} in {Package.File}.");
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
