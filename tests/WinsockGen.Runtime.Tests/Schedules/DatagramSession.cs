using System;
using System.Threading.Tasks;

namespace WinsockGen.Runtime.Tests.Schedules;

/// <summary>One of the users of a datagram socket. A datagram says in its first byte how long it is, and in its last one that it is over.</summary>
internal sealed class DatagramSession(Schedule schedule, DatagramSocket socket, SocketAddressValue to)
{
    private const int Longest = 8;
    private const byte Last = 0xFF;

    private readonly Random _random = schedule.Random;

    public async Task RunAsync()
    {
        for (int steps = _random.Next(1, 12); steps > 0; steps--)
        {
            try
            {
                await StepAsync();
            }
            catch (Exception ended) when (Schedule.HasEnded(ended))
            {
            }
        }

        if (_random.Next(4) == 0)
            socket.Dispose();
    }

    private async Task StepAsync()
    {
        switch (_random.Next(6))
        {
            case < 2:
                await SendAsync();
                break;
            case < 4:
                await ReceiveAsync();
                break;
            case 4:
                Task[] all = [ReceiveAsync(), SendAsync(), ReceiveAsync(), SendAsync(), SendAsync()];
                await Task.WhenAll(all);
                break;
            default:
                // Never awaited.
                _ = socket.ReceiveAsync(new byte[4], new byte[_random.Next(2) * 4], schedule.Token());
                break;
        }
    }

    private async Task SendAsync()
    {
        var bytes = new byte[_random.Next(2, Longest + 1)];
        bytes[0] = (byte)bytes.Length;
        bytes[^1] = Last;
        int count = await schedule.InTime(socket.SendAsync(bytes, to, new byte[_random.Next(3) * 4], schedule.Token()));
        schedule.Expect(count == bytes.Length, "a datagram was sent in part");
    }

    private async Task ReceiveAsync()
    {
        var bytes = new byte[_random.Next(2, Longest + 1)];
        var control = new byte[_random.Next(3) * 4];
        ReceivedDatagram received = await schedule.InTime(socket.ReceiveAsync(bytes, control, schedule.Token()));
        int sent = bytes[0];
        schedule.Expect(received.Length == Math.Min(sent, bytes.Length), "a datagram has another length");
        schedule.Expect(received.IsTruncated == (sent > bytes.Length), "a datagram was truncated and did not say so, or said so and was not");
        schedule.Expect(received.IsTruncated || bytes[sent - 1] == Last, "a datagram is not what was sent");
        schedule.Expect(received.ControlLength <= control.Length && received.Sender == to, "a datagram has another's sender or control messages");
    }
}
