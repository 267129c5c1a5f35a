using System;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Windows;

/// <summary>What runs win-x64 programs here: this Windows itself, or a Wine.</summary>
public abstract class WindowsMachine
{
    /// <summary>Its name and version, for people.</summary>
    public abstract string Description { get; }

    /// <summary>What it is, without where it stands: for pages that others read.</summary>
    public virtual string Name => Description;

    /// <summary>Why there is none here, nor one that could be prepared without installing anything; null when there is.</summary>
    public static string? WhyUnavailable() =>
        OperatingSystem.IsWindows() || WineInstallation.FindLoader() is not null ? null : "needs Windows, or a Wine on PATH";

    /// <summary>Finds the machine, and makes it ready when it is a Wine: installs it if that is possible, makes its prefix.</summary>
    /// <exception cref="BuildException">There is none; the message says what to install.</exception>
    public static async Task<WindowsMachine> PrepareAsync(BuildLog log, CommandRunner commands)
    {
        if (OperatingSystem.IsWindows())
            return new NativeWindows();

        var wine = await WineInstallation.FindOrInstallAsync(log, commands).ConfigureAwait(false);
        var prefix = new WinePrefix(wine, WinePrefix.ChooseFolder());
        await prefix.EnsureAsync(log, commands).ConfigureAwait(false);
        return new WineMachine(wine, prefix);
    }

    /// <summary>How to run a win-x64 program on this machine.</summary>
    public abstract Command CommandFor(string executable, params string[] arguments);

    /// <summary>Ends what a program that was killed may have left behind.</summary>
    public abstract Task RecoverAsync();
}
