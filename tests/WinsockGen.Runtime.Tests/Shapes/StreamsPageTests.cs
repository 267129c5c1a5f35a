using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;
using Xunit;

namespace WinsockGen.Runtime.Tests.Shapes;

/// <summary>docs/streams.md is right.</summary>
public sealed class StreamsPageTests
{
    [Fact]
    public void The_code_of_the_page_is_the_code_that_is_compiled()
    {
        string page = File.ReadAllText(Path.Combine(Folder(), "..", "..", "..", "docs", "streams.md")).ReplaceLineEndings("\n");
        string samples = Flat(File.ReadAllText(Path.Combine(Folder(), "StreamsPageSamples.cs")));
        string[] blocks = [.. Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => Flat(match.Groups[1].Value))];
        Assert.Equal(3, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(block, samples, StringComparison.Ordinal));
    }

    [Fact]
    public void The_echo_of_the_page_echoes()
    {
        using var world = new StreamWorld();
        var (client, server) = world.Connect();
        Task echo = StreamsPageSamples.EchoAsync(server, CancellationToken.None);
        using (client)
        {
            world.Finish(StreamWorld.Await(client.SendAsync(new byte[] { 1, 2, 3 })));
            var answer = new byte[8];
            Assert.Equal(3, world.Finish(StreamWorld.Await(client.ReceiveAsync(answer))));
            Assert.Equal([1, 2, 3], answer[..3]);
            client.ShutdownSend();
            Assert.Equal(0, world.Finish(StreamWorld.Await(client.ReceiveAsync(answer))));
            world.Finish(echo);
        }
    }

    private static string Flat(string code) => Regex.Replace(code, @"\s+", " ").Trim();

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
