using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WinsockGen.Benchmarks.Load;

/// <summary>A server under load: its name, where it listens, and where it tells what it has used.</summary>
internal sealed record Target(string Name, IPEndPoint EndPoint, IPEndPoint Reports)
{
    /// <param name="text"><c>name=endpoint=endpoint of the reports</c></param>
    public static Target Parse(string text)
    {
        string[] parts = text.Split('=');
        return new Target(parts[0], IPEndPoint.Parse(parts[1]), IPEndPoint.Parse(parts[2]));
    }

    /// <summary>Asks the server what it has used up to now, and the system what the Wine server has.</summary>
    public Usage ReadUsage()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(Reports);
        var buffer = new byte[128];
        int length = 0;
        for (int count; (count = socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None)) != 0;)
            length += count;
        string[] words = Encoding.ASCII.GetString(buffer, 0, length).Split();
        return new Usage(long.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture) + WineServer.ProcessorSeconds());
    }
}
