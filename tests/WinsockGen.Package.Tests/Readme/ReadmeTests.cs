using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Demo;
using WinsockGen.Build.Windows;
using Xunit;

namespace WinsockGen.Package.Tests.Readme;

[Collection(PackageCollection.Name)]
public sealed class ReadmeTests(PackedPackage package)
{
    private readonly MarkdownFile _readme = new(Path.Combine(package.Repository.Root, "README.md"));

    [WindowsMachineFact]
    public async Task Its_steps_lead_from_a_new_console_project_to_an_echo_server()
    {
        var folder = Directory.CreateTempSubdirectory("winsockgen-readme-");
        try
        {
            var program = await PublishEchoAsync(folder.FullName);
            var machine = await WindowsMachine.PrepareAsync(package.Log, package.Commands);
            await ExchangeAsync(machine.CommandFor(program) with { TimeLimit = TimeSpan.FromMinutes(1) });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("CHANGELOG.md")]
    public void Every_link_leads_to_something(string page)
    {
        var links = new MarkdownFile(Path.Combine(package.Repository.Root, page)).LinkedFiles();

        Assert.DoesNotContain(links, link => !File.Exists(link) && !Directory.Exists(link));
    }

    /// <summary>Does what the page says, except that the feed is named by a file and the port is any free one.</summary>
    private async Task<string> PublishEchoAsync(string folder)
    {
        var consumer = await package.ConsumeAsync(folder);
        var project = Path.Combine(folder, "Echo");
        await RequireAsync(consumer.Dotnet(folder, "new", "console", "-n", "Echo", "-f", "net10.0"));
        await RequireAsync(consumer.Dotnet(project, "add", "package", "WinsockGen", "--prerelease"));
        Assert.Contains($"Include=\"WinsockGen\" Version=\"{package.Package.Version}\"", await File.ReadAllTextAsync(Path.Combine(project, "Echo.csproj")));

        var code = _readme.Code("csharp").Single(block => block.Contains("StreamListener.Listen"));
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), code.Replace("7007", "0", StringComparison.Ordinal));

        var output = Path.Combine(folder, "out");
        await RequireAsync(consumer.DotnetBuild(project, "publish", "-r", "win-x64", "--self-contained", "-o", output, "-warnaserror"));
        return Path.Combine(output, "Echo.exe");
    }

    private async Task ExchangeAsync(Command command)
    {
        var (server, endPoint) = await EchoServerProcess.StartAsync(command, package.Log, CancellationToken.None);
        await using (server)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endPoint);
            await client.GetStream().WriteAsync("hello"u8.ToArray());

            var received = new byte[5];
            await client.GetStream().ReadExactlyAsync(received).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal("hello"u8, received);
        }
    }

    private Task RequireAsync(Command command) => package.Commands.RequireAsync(command);
}
