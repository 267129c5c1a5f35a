using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.OwnMembers;

/// <summary>
/// The whole text of a few members, so that a change of the emission shows in review. With the environment variable
/// <c>WINSOCKGEN_UPDATE_SNAPSHOTS</c> set to 1 the files are written anew.
/// </summary>
public sealed class OwnMemberSnapshotTests
{
    [Theory]
    [InlineData("spans", "net10.0", LanguageVersion.CSharp14)]
    [InlineData("arrays", "net472", LanguageVersion.CSharp9)]
    public async Task Members_read_as_in_the_snapshot(string snapshot, string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(
            """
            using System;
            using System.Net.Sockets;
            using WinsockGen;
            namespace Acme
            {
                internal struct Settings { public int Size; public ushort Kind; }

                internal static partial class Own
                {
                    [SocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveBuffer)] internal static partial int GetReceiveBuffer(this Socket socket);
                    [SocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout)] internal static partial void SetTimeout(this Socket socket, TimeSpan value);
                    [SocketOption(0x1234, 0x56)] internal static partial Settings GetSettings(this Socket socket);
                    [SocketOption(0x1234, 0x57)] internal static partial string GetText(this Socket socket);
                    [SocketIoctl(0xC8000099)] internal static partial bool Ask(this Socket socket, in Settings question);
                }

                [ControlMessage(0, 19)] internal partial struct PacketInfo { public uint Address { get; set; } public uint Interface { get; set; } }
            }
            """,
            TargetPlatform.Named(platform),
            language);

        Assert.DoesNotContain(project.Complaints, complaint => complaint.Id != "CS0649");
        AssertSnapshot(snapshot, string.Concat(project.Bindings
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => $"==== {file.Key}\n{file.Value}")));
    }

    private static void AssertSnapshot(string name, string actual, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable("WINSOCKGEN_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
