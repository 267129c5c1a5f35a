using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Windows;

/// <summary>
/// The Windows that Wine shows to programs: made once, then reused. Each line of the recipe is there because .NET or
/// its sockets did not work without it (measured on Wine 8.0).
/// </summary>
internal sealed class WinePrefix(WineInstallation wine, string folder)
{
    /// <summary>Names the folder of the prefix, instead of one in the user's cache.</summary>
    public const string FolderVariable = "WINSOCKGEN_WINEPREFIX";

    // The stamp says which recipe made the prefix; a change of the recipe changes this number.
    private const string Recipe = "1";
    private const string WindowsBuild = "22631";

    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(180);

    public string Folder => folder;

    public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["WINEPREFIX"] = folder,
        ["WINEARCH"] = "win64",
        ["WINEDEBUG"] = "-all",
        ["WINEDLLOVERRIDES"] = "mscoree,mshtml=", // Or wineboot asks, in a window, whether to download Mono and Gecko.
        ["DISPLAY"] = null,
    };

    public IReadOnlyDictionary<string, string?> EnvironmentForDotnet => new Dictionary<string, string?>(Environment)
    {
        // A crashed program must not end with exit code 0, which it does when Wine's debugger takes it over.
        ["WINEDLLOVERRIDES"] = "mshtml=;winedbg.exe=d",
        // Wine 8 does not bear the double mapping of W^X: the runtime dies in the finalizer thread (0x80131506).
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_ROOT"] = null,
    };

    private string Stamp => Path.Combine(folder, "winsockgen-prefix.txt");

    private string StampText => $"{Recipe} {wine.Version}";

    public static string ChooseFolder()
    {
        if (System.Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
            return Path.GetFullPath(named);

        var cache = System.Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".cache");
        return Path.GetFullPath(Path.Combine(cache, "winsockgen", "wineprefix"));
    }

    /// <summary>Makes the prefix unless it is there and of this Wine and recipe. Safe in several processes at once.</summary>
    public async Task EnsureAsync(BuildLog log, CommandRunner commands)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        using var turn = await TakeTurnAsync().ConfigureAwait(false);
        if (File.Exists(Stamp) && File.ReadAllText(Stamp) == StampText)
            return;

        log.Step($"Making a Wine prefix in {folder} (once, about 20 s and 700 MB)");
        try
        {
            await WineAsync("wineboot", "-i").ConfigureAwait(false);
            await SettleAsync().ConfigureAwait(false);

            // A fresh prefix is a Windows 7, where .NET turns features of its sockets off.
            await WineAsync("winecfg", "-v", "win10").ConfigureAwait(false);
            foreach (var value in new[] { "CurrentBuild", "CurrentBuildNumber" })
            {
                await WineAsync("reg", "add", @"HKLM\Software\Microsoft\Windows NT\CurrentVersion", "/v", value, "/t", "REG_SZ", "/d", WindowsBuild, "/f")
                    .ConfigureAwait(false);
            }

            await SettleAsync().ConfigureAwait(false);

            var reported = await WineAsync("cmd", "/c", "ver").ConfigureAwait(false);
            if (!reported.Lines.Any(line => line.Contains("10.0." + WindowsBuild, StringComparison.Ordinal)))
                throw new BuildException($"it reports '{reported.LastLine}' instead of Windows 10.0.{WindowsBuild}.");
        }
        catch (BuildException error)
        {
            throw new BuildException($"The Wine prefix in {folder} could not be made: {error.Message} Delete the folder to begin anew.", error);
        }

        await File.WriteAllTextAsync(Stamp, StampText).ConfigureAwait(false);

        Task<CommandResult> WineAsync(params string[] arguments) =>
            commands.RequireAsync(new Command(wine.Loader, arguments) { Environment = Environment, TimeLimit = StepLimit });

        // The registry reaches the disk when the server ends, which it does by itself when nobody uses it.
        Task<CommandResult> SettleAsync() =>
            commands.RequireAsync(new Command(wine.Server, "-w") { Environment = Environment, TimeLimit = StepLimit });
    }

    private async Task<FileStream> TakeTurnAsync()
    {
        var path = folder.TrimEnd(Path.DirectorySeparatorChar) + ".lock";
        for (var patience = DateTime.UtcNow + StepLimit; ; await Task.Delay(500).ConfigureAwait(false))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (DateTime.UtcNow < patience)
            {
                // Another run is making it.
            }
        }
    }
}
