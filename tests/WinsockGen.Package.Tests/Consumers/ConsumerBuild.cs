using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Packages;
using WinsockGen.Build.Windows;
using Xunit;

namespace WinsockGen.Package.Tests.Consumers;

/// <summary>
/// The consuming projects, outside the repository, restored from the feed and built for every target and language version
/// in one go.
/// </summary>
public sealed class ConsumerBuild(PackedPackage package) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("winsockgen-consumers-");
    private PackageConsumer? _consumer;
    private WindowsMachine? _machine;
    private string? _host;

    public async Task InitializeAsync()
    {
        CopyProjects(Path.Combine(package.Repository.Tests, "WinsockGen.Package.Tests", "Consumers", "Projects"), _folder.FullName);
        _consumer = await package.ConsumeAsync(_folder.FullName);
        foreach (var project in new[] { "Plain", "WithSystemMemory" })
            await package.Commands.RequireAsync(Dotnet("restore", project));

        // A pair that does not compile fails its own test, so the outcome of the whole is of no interest.
        await package.Commands.RunAsync(Dotnet("build", "Matrix.proj"));
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The assembly that a pair was compiled to; it is there only when the compilation succeeded.</summary>
    public string Assembly(string project, string framework, int language) =>
        PathIn(project, "bin", $"csharp{language}", framework, framework == "net472" ? "Consumer.exe" : "Consumer.dll");

    /// <summary>The warnings and errors of a pair's compilation.</summary>
    public IReadOnlyList<string> Diagnostics(string project, string framework, int language) =>
        SarifFile.ReadWarningsAndErrors(PathIn(project, "obj", $"csharp{language}", framework, "diagnostics.sarif"));

    /// <summary>Builds a restored project for one target, with more properties than the matrix has.</summary>
    public Task<CommandResult> BuildAsync(string project, string framework, params string[] properties) =>
        package.Commands.RunAsync(Dotnet(["build", project, "--no-restore", "--framework", framework, .. properties.Select(property => "-p:" + property)]));

    /// <summary>
    /// Runs what a pair was compiled to on the Windows machine. All run on the .NET of this repository: it executes what
    /// was compiled for older ones, .NET Framework included, and what counts here is the emitted code.
    /// </summary>
    public async Task<CommandResult> RunAsync(string assembly)
    {
        _machine ??= await WindowsMachine.PrepareAsync(package.Log, package.Commands);
        _host ??= await PublishHostAsync();
        File.Copy(assembly, Path.ChangeExtension(_host, ".dll"), overwrite: true);

        var result = await package.Commands.RunAsync(_machine.CommandFor(_host) with { TimeLimit = TimeSpan.FromSeconds(60) });
        if (result.TimedOut)
            await _machine.RecoverAsync();
        return result;
    }

    private async Task<string> PublishHostAsync()
    {
        var folder = PathIn("host");
        await package.Commands.RequireAsync(Dotnet(
            "publish", "Plain", "--framework", "net10.0", "--runtime", "win-x64", "--self-contained", "-p:UseAppHost=true", "--output", folder));
        return Path.Combine(folder, "Consumer.exe");
    }

    private Command Dotnet(params string[] arguments) => _consumer!.DotnetBuild(_folder.FullName, arguments);

    private string PathIn(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    // What an IDE or a build left beside the sources stays behind.
    private static void CopyProjects(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))
            CopyProjects(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
