using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace WinsockGen.Benchmarks.Servers;

/// <summary>
/// One server under load, in a process of its own. It says where it listens; to whoever connects to its second port it tells what it has
/// allocated and how much processor time it has used. It runs until it is killed, or its time is over.
/// </summary>
internal static class Server
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    /// <param name="implementation"><c>ours-pool</c>, <c>ours-inline</c> or <c>bcl</c>.</param>
    /// <param name="scenario"><c>stream</c>, <c>datagram</c>, <c>accept</c> or <c>file</c>.</param>
    /// <param name="amount">The longest message, or the length of the file, in bytes.</param>
    public static int Run(string implementation, string scenario, long amount)
    {
        IScenarioServer server = implementation switch
        {
            "ours-pool" => new OurServer(ContinuationScheduling.ThreadPool),
            "ours-inline" => new OurServer(ContinuationScheduling.Inline),
            "bcl" => new BclServer(),
            _ => throw new ArgumentException($"There is no server '{implementation}'.", nameof(implementation)),
        };
        EndPoint endPoint = scenario switch
        {
            "stream" => server.Echo((int)amount),
            "datagram" => server.EchoDatagrams((int)amount),
            "accept" => server.AcceptAndClose(),
            "file" => server.SendFile(CreateFile(amount)),
            _ => throw new ArgumentException($"There is no scenario '{scenario}'.", nameof(scenario)),
        };

        using var reports = new TcpListener(IPAddress.Loopback, 0);
        reports.Start();
        Console.WriteLine($"Listening on {endPoint}, reporting on {reports.LocalEndpoint}");
        using var end = new Timer(static _ => Environment.Exit(0), null, Longest, Timeout.InfiniteTimeSpan);
        while (true)
        {
            using Socket asking = reports.AcceptSocket();
            double processorSeconds = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
            asking.Send(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalAllocatedBytes(precise: true)} {processorSeconds}\n")));
        }
    }

    /// <summary>A file without content takes no time to make, and reading it is not what is measured.</summary>
    private static string CreateFile(long length)
    {
        string path = Path.GetTempFileName();
        using FileStream file = File.OpenWrite(path);
        file.SetLength(length);
        return path;
    }
}
