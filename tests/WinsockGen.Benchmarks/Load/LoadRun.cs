using System;
using System.Globalization;
using System.Linq;

namespace WinsockGen.Benchmarks.Load;

/// <summary>
/// Puts load on several servers, in turns, from this one process: A B C A B C. What disturbs one disturbs the next, and the
/// client is equally warm for all. One line a turn goes to standard output, tab-separated.
/// </summary>
internal static class LoadRun
{
    /// <param name="scenario"><c>stream</c>, <c>datagram</c>, <c>accept</c> or <c>file</c>.</param>
    /// <param name="connections">How many clients there are at a time.</param>
    /// <param name="length">The length of a message, or of the file, in bytes.</param>
    /// <param name="count">How many messages, connections or files a turn has.</param>
    /// <param name="rounds">How many turns each server has, besides one to warm up.</param>
    /// <param name="targets">The servers, each as <see cref="Target.Parse"/> takes it.</param>
    public static int Run(string scenario, int connections, long length, int count, int rounds, string[] targets)
    {
        Target[] servers = [.. targets.Select(Target.Parse)];
        for (int round = 0; round <= rounds; round++)
        {
            foreach (Target server in servers)
            {
                LoadResult result = scenario switch
                {
                    "stream" => StreamLoad.Run(server, connections, (int)length, count),
                    "datagram" => DatagramLoad.Run(server, connections, (int)length, count),
                    "accept" => AcceptLoad.Run(server, connections, count),
                    "file" => FileLoad.Run(server, length, count),
                    _ => throw new ArgumentException($"There is no scenario '{scenario}'.", nameof(scenario)),
                };
                if (round != 0)
                    Print(server, result);
            }
        }

        return 0;
    }

    private static void Print(Target server, LoadResult result) => Console.WriteLine(string.Join('\t',
        "turn",
        server.Name,
        Text(result.Count / result.Seconds),
        Text(result.Used.AllocatedBytes / (double)result.Count),
        Text(result.Used.ProcessorSeconds * 1e6 / result.Count),
        Text(result.Fairness),
        Text(result.Percentile99),
        result.Served.ToString(CultureInfo.InvariantCulture)));

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
