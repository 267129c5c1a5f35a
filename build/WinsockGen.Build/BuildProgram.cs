using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Verbs;

namespace WinsockGen.Build;

/// <summary>The command line of `dotnet run build.cs`.</summary>
public static class BuildProgram
{
    private const int Failed = 1;
    private const int WrongUse = 2;
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] args)
    {
        using var interrupt = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

        var log = new BuildLog(Console.Out);
        try
        {
            var repository = Repository.Containing(Directory.GetCurrentDirectory());
            var commands = new CommandRunner(log, interrupt.Token);
            List<IVerb> verbs =
            [
                new DemoVerb(repository, log, commands, interrupt.Token),
                new TestVerb(repository, log, commands),
                new PackVerb(repository, log, commands),
                new BenchVerb(repository, log, commands),
            ];

            if (args is not [var name, .. var rest] || name is "help" or "--help" or "-h" or "-?")
            {
                WriteHelp(log, verbs);
                return args.Length == 0 ? WrongUse : 0;
            }

            if (verbs.Find(verb => verb.Name == name) is not { } chosen)
            {
                log.Write($"There is no '{name}': it is one of {string.Join(", ", verbs.Select(verb => verb.Name))}.");
                return WrongUse;
            }

            return await chosen.RunAsync(rest).ConfigureAwait(false);
        }
        catch (BuildException error)
        {
            log.Write("FAILED: " + error.Message);
            return Failed;
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            log.Write("Interrupted.");
            return Interrupted;
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true; // Not the default of ending at once: the programs that run are ended first.
            interrupt.Cancel();
        }
    }

    private static void WriteHelp(BuildLog log, IEnumerable<IVerb> verbs)
    {
        log.Write("dotnet run build.cs VERB");
        log.Write("");
        foreach (var verb in verbs)
            log.Write("  " + verb.Summary);
        log.Write("""

            Where this is no Windows, the win-x64 parts run under Wine:
              WINSOCKGEN_WINE         the `wine` to use (otherwise the one on PATH; root gets one by apt-get)
              WINSOCKGEN_WINEPREFIX   the folder of its prefix (otherwise winsockgen/wineprefix in the user's cache)
            """);
    }
}
