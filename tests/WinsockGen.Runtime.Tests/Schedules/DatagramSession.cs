using System;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Options;
using WinsockGen.Runtime.Tests.Scripted;

namespace WinsockGen.Runtime.Tests.Schedules;

/// <summary>One of the users of a datagram socket. A datagram says in its first byte how long it is, and in its last one that it is over.</summary>
internal sealed class DatagramSession(Schedule schedule, DatagramSocket socket, SocketAddressValue to)
{
    private const int Longest = 8;
    private const byte Last = 0xFF;

    /// <summary>A control message as it has to be.</summary>
    private static readonly byte[] Mark = CreateMark();

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

    private static byte[] CreateMark()
    {
        var control = new byte[TypedOptions.ControlMessage.SizeOfIPEcn];
        new TypedOptions.ControlMessageWriter(control).TryWriteIPEcn(TypedOptions.EcnCodepoint.Capable0);
        return control;
    }

    private async Task StepAsync()
    {
        switch (_random.Next(7))
        {
            case 6:
                await SendSegmentsAsync();
                break;
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

    private async Task SendSegmentsAsync()
    {
        int size = _random.Next(2, Longest + 1);
        int count = _random.Next(1, 5);
        var bytes = new byte[size * count];
        for (int i = 0; i < bytes.Length; i += size)
        {
            bytes[i] = (byte)size;
            bytes[i + size - 1] = Last;
        }

        SentSegments sent = await socket.SendSegmentsAsync(bytes, size, to, _random.Next(2) == 0 ? default : Mark, schedule.Token());
        schedule.Expect(sent.Length == sent.Count * size && sent.Length <= bytes.Length, "a datagram was sent in part, or counted wrongly");
        schedule.Expect(sent.IsComplete == (sent.Length == bytes.Length), "datagrams were not sent and nobody said so, or said so and they were");
    }

    private async Task ReceiveAsync()
    {
        var bytes = new byte[_random.Next(2, Longest + 1)];

        // What cannot be told apart for want of room is the user's own fault.
        var control = new byte[socket.CoalescesReceives ? _random.Next(2) * 128 : _random.Next(3) * 4];
        ReceivedDatagram received = await schedule.InTime(socket.ReceiveAsync(bytes, control, schedule.Token()));
        int room = bytes.Length;
        foreach (Memory<byte> segment in received.GetSegments(bytes))
        {
            int sent = segment.Span[0];
            bool isTruncated = received.IsTruncated && sent > room;
            schedule.Expect(segment.Length == Math.Min(sent, room), "a datagram has another length");
            schedule.Expect(isTruncated == (sent > room), "a datagram was truncated and did not say so, or said so and was not");
            schedule.Expect(isTruncated || segment.Span[^1] == Last, "a datagram is not what was sent");
            room -= segment.Length;
        }

        schedule.Expect(received.ControlLength <= control.Length && received.Sender == to, "a datagram has another's sender or control messages");
        schedule.Expect(received.LocalAddress.Family == 0 || received.InterfaceIndex == ScriptedWinsock.InterfaceIndex, "a datagram has another's interface");
    }
}
