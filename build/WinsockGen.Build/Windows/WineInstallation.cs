using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Windows;

/// <summary>The programs of a Wine: the loader that runs a Windows program, and the server behind all of them.</summary>
internal sealed record WineInstallation(string Loader, string Server, string Version)
{
    /// <summary>Names the `wine` to use, instead of the one on PATH.</summary>
    public const string LoaderVariable = "WINSOCKGEN_WINE";

    private const string Packages = "wine wine64";

    private static string? NamedLoader => Environment.GetEnvironmentVariable(LoaderVariable) is { Length: > 0 } named ? named : null;

    /// <summary>The `wine` that is named or on PATH, if it is there.</summary>
    public static string? FindLoader() => NamedLoader is { } named ? FindProgram(named) : FindProgram("wine");

    public static async Task<WineInstallation> FindOrInstallAsync(BuildLog log, CommandRunner commands)
    {
        if (FindLoader() is null)
        {
            if (NamedLoader is { } named)
                throw new BuildException($"{LoaderVariable} names '{named}', which is not there.");

            await InstallAsync(log, commands).ConfigureAwait(false);
        }

        var loader = FindLoader() ?? throw new BuildException("'wine' is still not on PATH after its packages were installed.");
        return await DescribeAsync(loader, commands).ConfigureAwait(false);
    }

    private static async Task InstallAsync(BuildLog log, CommandRunner commands)
    {
        const string HowTo =
            $"The command 'wine' is missing: the win-x64 parts need it. Install it (Debian, Ubuntu: `sudo apt-get update && sudo apt-get install -y --no-install-recommends {Packages}`), "
            + $"or name one with the environment variable {LoaderVariable}.";

        if (FindProgram("apt-get") is null || !Environment.IsPrivilegedProcess)
            throw new BuildException(HowTo);

        log.Step($"Installing Wine (apt-get install {Packages})");
        var environment = new Dictionary<string, string?> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        string[] patience = ["-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3", "-q"];
        try
        {
            await commands.RequireAsync(new Command("apt-get", [.. patience, "update"]) { Environment = environment, TimeLimit = TimeSpan.FromMinutes(3) })
                .ConfigureAwait(false);
            await commands.RequireAsync(new Command("apt-get", [.. patience, "install", "-y", "--no-install-recommends", .. Packages.Split(' ')])
            {
                Environment = environment,
                TimeLimit = TimeSpan.FromMinutes(8),
            }).ConfigureAwait(false);
        }
        catch (BuildException error)
        {
            throw new BuildException($"{error.Message} {HowTo}", error);
        }
    }

    private static async Task<WineInstallation> DescribeAsync(string loader, CommandRunner commands)
    {
        var version = await commands.RequireAsync(new Command(loader, "--version")
        {
            Environment = new Dictionary<string, string?> { ["WINEARCH"] = "win64", ["DISPLAY"] = null },
            TimeLimit = TimeSpan.FromSeconds(30),
        }).ConfigureAwait(false);

        var beside = Path.Combine(Path.GetDirectoryName(loader)!, "wineserver");
        var server = File.Exists(beside) ? beside : FindProgram("wineserver");
        return new WineInstallation(
            loader,
            server ?? throw new BuildException($"There is no 'wineserver' beside {loader} or on PATH."),
            version.Lines.FirstOrDefault(line => line.StartsWith("wine-", StringComparison.Ordinal)) ?? version.LastLine);
    }

    private static string? FindProgram(string program)
    {
        if (Path.IsPathRooted(program))
            return File.Exists(program) ? program : null;

        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
    }
}
