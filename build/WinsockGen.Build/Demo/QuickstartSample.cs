using System.IO;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Packages;

namespace WinsockGen.Build.Demo;

/// <summary>samples/Quickstart, compiled against the package.</summary>
internal static class QuickstartSample
{
    /// <summary>Makes a win-x64 program of it and returns the executable's path.</summary>
    public static async Task<string> PublishAsync(Repository repository, PackageConsumer consumer, CommandRunner commands)
    {
        var output = Path.Combine(repository.Artifacts, "win-x64", "Quickstart");
        await commands.RequireAsync(consumer.DotnetBuild(
            Path.Combine(repository.Samples, "Quickstart"),
            "publish", "--configuration", "Release", "--runtime", "win-x64", "--self-contained", "--output", output)).ConfigureAwait(false);
        return Path.Combine(output, "Quickstart.exe");
    }
}
