using System;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Windows;

/// <summary>A Wine with a prefix of our own.</summary>
internal sealed class WineMachine(WineInstallation wine, WinePrefix prefix) : WindowsMachine
{
    public override string Description => $"{wine.Version} in {prefix.Folder}";

    public override Command CommandFor(string executable, params string[] arguments) =>
        new(wine.Loader, [executable, .. arguments]) { Environment = prefix.EnvironmentForDotnet };

    public override async Task RecoverAsync(CommandRunner commands) =>
        await commands.RunAsync(new Command(wine.Server, "-k") { Environment = prefix.Environment, TimeLimit = TimeSpan.FromSeconds(20) })
            .ConfigureAwait(false);
}
