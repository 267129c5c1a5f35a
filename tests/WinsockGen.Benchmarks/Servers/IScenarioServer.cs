using System.Net;

namespace WinsockGen.Benchmarks.Servers;

/// <summary>What each implementation under comparison serves. Each member starts one server and says where it listens.</summary>
internal interface IScenarioServer
{
    /// <summary>Sends back what it receives, on any number of connections.</summary>
    EndPoint Echo(int longestMessage);

    /// <summary>Sends datagrams back to their senders.</summary>
    EndPoint EchoDatagrams(int longestMessage);

    /// <summary>Accepts connections, and closes them at once.</summary>
    EndPoint AcceptAndClose();

    /// <summary>Sends a whole file on each connection, and closes it.</summary>
    EndPoint SendFile(string path);
}
