using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Windows;

namespace WinsockGen.Build.Benchmarks;

/// <summary>
/// Compares servers: ours in both modes, System.Net.Sockets, and a lean one in C where a compiler for it is installed. All run at once on the
/// Windows machine and are loaded in turns by one client on this one; with Wine, all of them share one processor.
/// </summary>
internal sealed class ServerBenchmark(Repository repository, BuildLog log, CommandRunner commands)
{
    private const string Project = "WinsockGen.Benchmarks";
    private const string Taskset = "/usr/bin/taskset";
    private const string Processor = "1";
    private const string Compiler = "x86_64-w64-mingw32-gcc";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(15);

    /// <param name="scenarios">What is compared.</param>
    /// <returns>The figures, and what they were measured on.</returns>
    public async Task<(string Machine, IReadOnlyList<Figure> Figures)> RunAsync(IEnumerable<ServerScenario> scenarios)
    {
        var machine = await WindowsMachine.PrepareAsync(log, commands).ConfigureAwait(false);
        log.Step($"Publishing {Project}");
        var project = Path.Combine(repository.Tests, Project);
        var program = await new WindowsProgram(repository, commands).PublishAsync(project, Project).ConfigureAwait(false);
        await commands.RequireAsync(new Command("dotnet", "build", project, "--configuration", "Release", "-v", "quiet", "-nologo") { WorkingDirectory = repository.Root })
            .ConfigureAwait(false);
        var floor = await CompileFloorAsync(project).ConfigureAwait(false);

        // A Wine server that runs already is not pinned, and would stay so.
        await machine.RecoverAsync().ConfigureAwait(false);
        var figures = new List<Figure>();
        foreach (var scenario in scenarios)
        {
            log.Step($"{scenario.Name}: {scenario.Rounds} rounds on {machine.Description}{(Pins ? ", on one processor" : "")}");
            foreach (var figure in ServerFigures.Of(scenario, await RunAsync(scenario, machine, program, floor).ConfigureAwait(false)))
            {
                figures.Add(figure);
                log.Detail($"{figure.What}: {figure.Value}; {figure.Floor}; budget {figure.Budget}{(figure.IsWithin ? "" : ": MISSED")}");
            }
        }

        return (machine.Name, figures);
    }

    private static bool Pins => File.Exists(Taskset);

    private async Task<IReadOnlyList<ServerTurn>> RunAsync(ServerScenario scenario, WindowsMachine machine, string program, string? floor)
    {
        var amount = scenario.Length.ToString(CultureInfo.InvariantCulture);
        var servers = new List<BenchmarkServer>();
        var targets = new List<string>();
        try
        {
            foreach (var name in new[] { "ours-pool", "ours-inline", ServerFigures.Bcl })
                await StartAsync(name, machine.CommandFor(program, "serve", name, scenario.Scenario, amount)).ConfigureAwait(false);
            if (floor is not null)
                await StartAsync(ServerFigures.Floor, machine.CommandFor(floor, scenario.Scenario, amount)).ConfigureAwait(false);

            string[] numbers = [.. new long[] { scenario.Connections, scenario.Length, scenario.Count, scenario.Rounds }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
            var load = Path.Combine(repository.Tests, Project, "bin", "Release", "net10.0", Project + ".dll");
            var run = await commands.RequireAsync(Pinned(new Command("dotnet", [load, "load", scenario.Scenario, .. numbers, .. targets]) { TimeLimit = TimeLimit })).ConfigureAwait(false);
            return ServerTurn.Read(run.Lines);
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync().ConfigureAwait(false);
        }

        async Task StartAsync(string name, Command command)
        {
            var (server, target) = await BenchmarkServer.StartAsync(name, Pinned(command with { TimeLimit = TimeLimit })).ConfigureAwait(false);
            servers.Add(server);
            targets.Add(target);
        }
    }

    /// <summary>Everything on one processor: what the scheduler does with two is more than what is compared.</summary>
    private static Command Pinned(Command command) =>
        Pins ? command with { Program = Taskset, Arguments = ["-c", Processor, command.Program, .. command.Arguments] } : command;

    private async Task<string?> CompileFloorAsync(string project)
    {
        var program = Path.Combine(repository.Artifacts, "win-x64", Project + ".Floor.exe");
        try
        {
            await commands.RequireAsync(new Command(Compiler, "-O2", "-o", program, Path.Combine(project, "Floor", "floor.c"), "-lws2_32", "-lmswsock")).ConfigureAwait(false);
            return program;
        }
        catch (BuildException missing)
        {
            log.Detail($"Without the server in C, which needs {Compiler}: {missing.Message}");
            return null;
        }
    }
}
