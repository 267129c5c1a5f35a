using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Demo;
using WinsockGen.Build.Packages;
using WinsockGen.Build.Windows;

namespace WinsockGen.Build.Verbs;

/// <summary>The whole product on real input: packed, consumed, warned about, and serving.</summary>
internal sealed class DemoVerb(Repository repository, BuildLog log, CommandRunner commands, CancellationToken cancellationToken) : IVerb
{
    private const int Clients = 64;
    private const int Messages = 20_000;
    private const int Seed = 7007;

    // One boxed await is 32 bytes. Below this nothing allocates per message; what is left came with the connections.
    private const double AllocationLimit = 4;

    // Measured at 0.9, also on a busy machine; a server that lets connections starve is below 0.2.
    private const double FairnessLimit = 0.5;

    private static readonly TimeSpan LoadLimit = TimeSpan.FromMinutes(3);

    public string Name => "demo";

    public string Summary => "demo            pack, show what the samples get from the package, and serve 64 clients on ws2_32 (Windows, or Wine)";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (arguments.Count > 0)
            throw new BuildException("demo takes no arguments.");

        log.Step("Packing WinsockGen");
        var builder = new PackageBuilder(repository, commands);
        var package = await builder.PackAsync(builder.NewDevelopmentVersion()).ConfigureAwait(false);
        var consumer = await PackageConsumer.CreateAsync(package, Path.Combine(repository.Artifacts, "sample-packages"), commands).ConfigureAwait(false);
        log.Detail(Path.GetRelativePath(repository.Root, package.File));

        await ShowWarningsAsync(consumer).ConfigureAwait(false);
        await ServeAsync(consumer).ConfigureAwait(false);

        log.Step("Demo: everything as it should be");
        return 0;
    }

    private async Task ShowWarningsAsync(PackageConsumer consumer)
    {
        log.Step("Compiling samples/ProtocolUnsafe against the package: these are the mistakes it makes");
        var sample = new UnsafeSample(repository);
        var warnings = await sample.CompileAsync(consumer, commands).ConfigureAwait(false);
        foreach (var warning in warnings)
            log.Detail(warning);

        var found = MarkedWarning.InOutput(warnings);
        var missing = sample.Expected.Except(found).ToList();
        var unexpected = found.Except(sample.Expected).ToList();
        if (found.Count == 0 || missing.Count > 0 || unexpected.Count > 0)
            throw new BuildException($"Missing warnings: [{string.Join(", ", missing)}]; warnings that the sample does not mark: [{string.Join(", ", unexpected)}].");
    }

    private async Task ServeAsync(PackageConsumer consumer)
    {
        var machine = await WindowsMachine.PrepareAsync(log, commands).ConfigureAwait(false);

        log.Step("Publishing samples/Quickstart against the package, for win-x64");
        var program = await QuickstartSample.PublishAsync(repository, consumer, commands).ConfigureAwait(false);

        log.Step($"Starting it on {machine.Description}");
        var command = machine.CommandFor(program, "--port", "0", "--clients", $"{Clients}") with { TimeLimit = LoadLimit };
        var served = false;
        try
        {
            await ServeAsync(command).ConfigureAwait(false);
            served = true;
        }
        finally
        {
            if (!served)
                await machine.RecoverAsync().ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(Command command)
    {
        var (server, endPoint) = await EchoServerProcess.StartAsync(command, log, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            log.Step($"{Clients} clients of this machine's own sockets exchange {Messages} messages with {endPoint} (seed {Seed})");
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(LoadLimit);
            try
            {
                var load = await new EchoLoad(endPoint, Clients, Messages, Seed).RunAsync(limit.Token).ConfigureAwait(false);
                Report(load, await ReadReportAsync(server).ConfigureAwait(false));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new BuildException($"The messages were not through after {LoadLimit.TotalSeconds:0} s.");
            }
        }
    }

    private async Task<EchoServerReport> ReadReportAsync(EchoServerProcess server)
    {
        var result = await server.WaitAsync(cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? EchoServerProcess.ReadReport(result) : throw new BuildException($"The server {result.Outcome}.");
    }

    private void Report(EchoLoadResult load, EchoServerReport served)
    {
        var allocated = (double)served.Allocated / load.Messages;
        log.Detail($"messages checked byte by byte   {load.Messages:N0} ({load.Bytes:N0} bytes) in {load.Elapsed.TotalSeconds:0.00} s");
        log.Detail($"messages/s                      {load.MessagesPerSecond:N0}");
        log.Detail($"server bytes allocated/message  {allocated:0.00}");
        log.Detail($"fairness min/max over clients   {load.Fairness:0.00} ({load.MessagesByClient.Min()}/{load.MessagesByClient.Max()})");

        if (load.Messages != Messages)
            throw new BuildException($"{load.Messages} messages were exchanged instead of {Messages}.");
        if (served.Clients != Clients || served.Bytes != load.Bytes)
            throw new BuildException($"The server counted {served.Clients} clients and {served.Bytes} bytes, the clients {Clients} and {load.Bytes}.");
        if (load.Fairness < FairnessLimit)
            throw new BuildException($"The least served client got {load.Fairness:0.00} of what the most served one got (limit {FairnessLimit}).");
        if (allocated > AllocationLimit)
            throw new BuildException($"The server allocated {allocated:0.0} bytes per message; it should allocate nothing per message (limit {AllocationLimit}).");
    }
}
