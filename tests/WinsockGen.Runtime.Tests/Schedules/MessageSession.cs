using System;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;

namespace WinsockGen.Runtime.Tests.Schedules;

/// <summary>
/// The user of a connection of messages whose peer sends back what it gets. The bytes count up, and the last one of a message is marked.
/// </summary>
internal sealed class MessageSession(Schedule schedule, MessageSocket socket, ScriptedMessagePeer peer)
{
    private const int EndMark = 0x80;

    private readonly Random _random = schedule.Random;
    private int _nextSent;
    private int _nextReceived;
    private bool _hasLost;

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
            catch (InvalidOperationException refused) when (refused is not ObjectDisposedException)
            {
                // A receive that was dropped is still outstanding.
            }
        }

        if (_random.Next(2) == 0)
            socket.Dispose();
    }

    private async Task StepAsync()
    {
        switch (_random.Next(10))
        {
            case < 4:
                await SendAsync();
                break;
            case < 7:
                await ReceiveAsync();
                break;
            case 7:
                Task receiving = ReceiveAsync();
                Task sending = SendAsync();
                await Task.WhenAll(receiving, sending);
                break;
            case 8:
                // Never awaited: what it received is lost, nothing else.
                _hasLost = true;
                _ = socket.ReceiveAsync(new byte[4], schedule.Token());
                break;
            default:
                peer.IsEnded |= _random.Next(4) == 0;
                break;
        }
    }

    private async Task SendAsync()
    {
        var bytes = new byte[_random.Next(1, 6)];
        bool endOfMessage = _random.Next(3) != 0;
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)((_nextSent + i) % EndMark);
        if (endOfMessage)
            bytes[^1] |= EndMark;
        int before = peer.Received.Count;
        try
        {
            int count = await schedule.InTime(socket.SendAsync(bytes, endOfMessage, schedule.Token()));
            schedule.Expect(count == bytes.Length, "a message was sent in part");
        }
        finally
        {
            // What a send that was given up has sent, the peer knows: one send is outstanding at a time.
            if (peer.Received.Count != before)
                _nextSent += bytes.Length;
        }
    }

    private async Task ReceiveAsync()
    {
        var bytes = new byte[_random.Next(1, 6)];
        ReceivedMessage received = await schedule.InTime(socket.ReceiveAsync(bytes, schedule.Token()));
        schedule.Expect(!received.EndOfConnection || (received.Length == 0 && !received.EndOfMessage && peer.IsEnded), "an end was told that there is not");
        schedule.Expect(received.EndOfConnection || received.Length != 0, "an empty message was received that nobody sent");
        for (int i = 0; i < received.Length; i++)
        {
            bool isMarked = (bytes[i] & EndMark) != 0;
            schedule.Expect(isMarked == (received.EndOfMessage && i == received.Length - 1), "a message ends where it does not, or not where it does");
            schedule.Expect(_hasLost || bytes[i] % EndMark == _nextReceived % EndMark, "bytes were lost, doubled or reordered");
            _nextReceived++;
        }
    }
}
