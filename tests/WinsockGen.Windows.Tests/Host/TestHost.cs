using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit.Sdk;

namespace WinsockGen.Windows.Tests.Host;

/// <summary>
/// Runs the tests of this assembly in this process, one after another, and says what happened.
/// The ready-made runners start processes or wait for a console, which does not end well under Wine.
/// </summary>
internal static class TestHost
{
    private const int AllPassed = 0;
    private const int SomethingFailed = 1;
    private const int CannotRun = 2;
    private const int Hung = 3;

    private static readonly TimeSpan TestTimeLimit = TimeSpan.FromSeconds(60);

    public static int Run(string[] args, TextWriter output)
    {
        if (args is ["--help"] or ["-h"])
        {
            output.WriteLine("""
                WinsockGen.Windows.Tests [FILTER ...]

                Runs the tests on this machine's ws2_32; with filters, those whose full name contains one of them.
                The last line is `N passed, N failed, N skipped`; the exit code is 0 when something ran and nothing failed.
                """);
            return AllPassed;
        }

        if (!OperatingSystem.IsWindows())
        {
            output.WriteLine("These tests need ws2_32: run them on Windows, or through `dotnet run build.cs test`, which uses Wine.");
            return CannotRun;
        }

        output.WriteLine($"{Environment.OSVersion}, .NET {Environment.Version}, {(Environment.Is64BitProcess ? 64 : 32)}-bit");

        var assembly = Assembly.GetExecutingAssembly();
        using var framework = new XunitTestFramework(new NullMessageSink());
        using var discoverer = framework.GetDiscoverer(new ReflectionAssemblyInfo(assembly));
        var discovery = new TestDiscovery();
        discoverer.Find(includeSourceInformation: false, discovery, new RunOptions());
        discovery.Wait();

        var selected = discovery.TestCases
            .Where(test => args.Length == 0 || args.Any(filter => test.DisplayName.Contains(filter, StringComparison.OrdinalIgnoreCase)))
            .ToList();

        using var executor = framework.GetExecutor(assembly.GetName());
        var report = new ConsoleReport(output);
        executor.RunTests(selected, report, new RunOptions());
        while (!report.WaitForEnd(TimeSpan.FromSeconds(1)))
        {
            if (report.CurrentTestRunsFor > TestTimeLimit)
            {
                report.WriteHang();
                report.WriteSummary();
                return Hung;
            }
        }

        if (args.Length == 0)
            report.RequireCalls();
        report.WriteSummary();
        return report is { Failed: 0, Ran: > 0 } ? AllPassed : SomethingFailed;
    }
}
