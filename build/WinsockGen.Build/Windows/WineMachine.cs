using System;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Windows;

/// <summary>A Wine with a prefix of our own.</summary>
internal sealed class WineMachine(WineInstallation wine, WinePrefix prefix) : WindowsMachine
{
    public override string Description => $"{Name} in {prefix.Folder}";

    public override string Name => wine.Version;

    public override Command CommandFor(string executable, params string[] arguments) =>
        new(wine.Loader, [executable, .. arguments]) { Environment = prefix.EnvironmentForDotnet };

    // Not through the runner: this is also done after an interrupt, when the runner starts nothing any more.
    public override async Task RecoverAsync()
    {
        var kill = RunningCommand.Start(new Command(wine.Server, "-k") { Environment = prefix.Environment, TimeLimit = TimeSpan.FromSeconds(20) });
        await using (kill.ConfigureAwait(false))
            await kill.WaitAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
