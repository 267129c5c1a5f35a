using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>
/// The whole text of a small request, so that a change of the emission shows in review. With the environment variable
/// <c>WINSOCKGEN_UPDATE_SNAPSHOTS</c> set to 1 the files are written anew.
/// </summary>
public sealed class OptionsSnapshotTests
{
    [Theory]
    [InlineData("properties", "net10.0", LanguageVersion.CSharp14)]
    [InlineData("methods", "net472", LanguageVersion.CSharp7_3)]
    public async Task The_options_of_UDP_read_as_in_the_snapshot(string snapshot, string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(
            """
            namespace Acme
            {
                [WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.Udp)]
                internal static partial class Options { }
            }
            """,
            TargetPlatform.Named(platform),
            language);

        Assert.Empty(project.Complaints);
        AssertSnapshot(snapshot, string.Concat(project.Bindings
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => $"==== {file.Key}\n{file.Value}")));
    }

    private static void AssertSnapshot(string name, string actual, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable("WINSOCKGEN_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
