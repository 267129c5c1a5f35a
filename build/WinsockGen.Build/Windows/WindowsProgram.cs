using System;
using System.IO;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Windows;

/// <summary>Makes a win-x64 program, with its .NET inside, from a project.</summary>
public sealed class WindowsProgram(Repository repository, CommandRunner commands)
{
    /// <summary>Publishes a project and returns the path of its executable.</summary>
    public async Task<string> PublishAsync(string project, string name)
    {
        var folder = Path.Combine(repository.Artifacts, "win-x64", name);
        string[] command =
        [
            "publish", project, "--configuration", "Release", "--runtime", "win-x64", "--self-contained", "--output", folder,
            "-v", "quiet", "-nologo",
        ];
        await commands.RequireAsync(new Command("dotnet", command)
        {
            WorkingDirectory = repository.Root,
            TimeLimit = TimeSpan.FromMinutes(10),
        }).ConfigureAwait(false);

        return Path.Combine(folder, name + ".exe");
    }
}
