using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Packages;

namespace WinsockGen.Build.Verbs;

/// <summary>Makes the package.</summary>
internal sealed class PackVerb(Repository repository, BuildLog log, CommandRunner commands) : IVerb
{
    public string Name => "pack";

    public string Summary => "pack [VERSION]  make artifacts/packages/WinsockGen.VERSION.nupkg and .snupkg (a new development version without VERSION)";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var builder = new PackageBuilder(repository, commands);
        var version = arguments switch
        {
            [] => builder.NewDevelopmentVersion(),
            [var given] => given,
            _ => throw new BuildException("pack takes one argument at most: the version."),
        };

        log.Step($"Packing WinsockGen {version}");
        var package = await builder.PackAsync(version).ConfigureAwait(false);
        foreach (var file in new[] { package.File, package.SymbolsFile })
            log.Detail($"{Path.GetRelativePath(repository.Root, file)}, {new FileInfo(file).Length / 1024.0:0} KiB");
        return 0;
    }
}
