using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("windows")]

if (CommandLine.Parse(args) is not { } options)
{
    Console.WriteLine(CommandLine.Help);
    return 2;
}

if (options.ListsOptions)
{
    OptionSurvey.Write(Console.Out);
    return 0;
}

ProtocolReport.Write(Console.Out);
OptionReport.Write(Console.Out);

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

try
{
    await EchoServer.RunAsync(new IPEndPoint(IPAddress.Loopback, options.Port), options.Clients, stop.Token);
    return 0;
}
catch (SocketException error)
{
    Console.WriteLine($"The server could not run: {error.Message} ({error.SocketErrorCode}, {error.ErrorCode})");
    return 1;
}
