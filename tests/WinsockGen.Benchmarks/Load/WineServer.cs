using System;
using System.Diagnostics;
using System.Linq;

namespace WinsockGen.Benchmarks.Load;

/// <summary>Under Wine a part of every socket call is done by another process, which belongs to the costs.</summary>
internal static class WineServer
{
    public static double ProcessorSeconds() =>
        OperatingSystem.IsWindows() ? 0 : Process.GetProcesses().Where(process => process.ProcessName.StartsWith("wineserver", StringComparison.Ordinal)).Sum(Seconds);

    private static double Seconds(Process process)
    {
        using (process)
            return process.TotalProcessorTime.TotalSeconds;
    }
}
