using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Packages;

namespace WinsockGen.Build.Demo;

/// <summary>samples/ProtocolUnsafe: what it gets when it is compiled against the package, and what it should get.</summary>
public sealed class UnsafeSample(Repository repository)
{
    private string Folder => Path.Combine(repository.Samples, "ProtocolUnsafe");

    /// <summary>The mistakes that the source marks.</summary>
    public IReadOnlySet<MarkedWarning> Expected => MarkedWarning.InSources(Folder);

    /// <summary>Compiles it, and returns the warnings of ours as the compiler words them.</summary>
    /// <exception cref="BuildException">It did not compile.</exception>
    public async Task<IReadOnlyList<string>> CompileAsync(PackageConsumer consumer, CommandRunner commands)
    {
        var build = await commands.RequireAsync(consumer.DotnetBuild(Folder, "build", "--configuration", "Release", "--no-incremental")).ConfigureAwait(false);

        // A line ends with the project in brackets, and begins with the whole path.
        return
        [
            .. build.Lines.Where(line => line.Contains(": warning WSG", StringComparison.Ordinal))
                .Select(line => line.Split(" [")[0].Trim().Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))
                .Distinct()
                .OrderBy(line => MarkedWarning.InOutput([line]).Select(warning => (warning.File, warning.Line)).SingleOrDefault()),
        ];
    }
}
