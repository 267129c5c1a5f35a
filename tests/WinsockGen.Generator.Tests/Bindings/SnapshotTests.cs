using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>
/// The whole text of small requests, so that a change of the emission shows in review. With the environment variable
/// <c>WINSOCKGEN_UPDATE_SNAPSHOTS</c> set to 1 the files are written anew.
/// </summary>
public sealed class SnapshotTests
{
    [Theory]
    [InlineData("modern", "net10.0")]
    [InlineData("framework", "net472")]
    public async Task A_small_request_reads_as_in_the_snapshot(string snapshot, string platform)
    {
        var project = await UserProject.CreateAsync(
            """
            using WinsockGen;
            namespace Acme
            {
                [WinsockBindings(WinsockApi.None, Include = "WSARecvMsg, sendto, WSADATA, SOCKET_ADDRESS_LIST, INVALID_SOCKET, SIO_RCVALL")]
                internal static unsafe partial class Ws2 { }
            }
            """,
            TargetPlatform.Named(platform));

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
