using System;
using System.Buffers;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Runtime.Tests.Scripted;

namespace WinsockGen.Runtime.Tests.Schedules;

/// <summary>One user of one connection. The bytes that it sends count up, so that the other side can check them.</summary>
internal sealed class StreamSession(Schedule schedule, StreamSocket socket)
{
    private readonly Random _random = schedule.Random;
    private byte _nextSent = (byte)socket.FirstDataSent;
    private byte _nextReceived;
    private bool _hasDropped;

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
                // An intruder has the direction.
            }
        }

        if (_random.Next(2) == 0)
            socket.Dispose();
    }

    private async Task StepAsync()
    {
        switch (_random.Next(12))
        {
            case < 3:
                await SendAsync();
                break;
            case < 6:
                await ReceiveAsync();
                break;
            case 6:
                await socket.WaitForDataAsync(schedule.Token());
                break;
            case 7:
                Task receiving = ReceiveAsync();
                Task sending = SendAsync();
                await Task.WhenAll(receiving, sending);
                break;
            case 8:
                // Never awaited: what it received is lost, nothing else.
                _hasDropped = true;
                _ = socket.ReceiveAsync(new byte[4], schedule.Token());
                break;
            case 9:
                await SendFileAsync();
                break;
            case 10 when _random.Next(3) == 0:
                await socket.CloseAsync(TimeSpan.FromMilliseconds(_random.Next(60) - 1));
                break;
            default:
                if (_random.Next(4) == 0)
                    socket.ShutdownSend();
                break;
        }
    }

    private async Task SendFileAsync()
    {
        byte[] head = Next(_random.Next(3));
        int count = _random.Next(6);
        byte[] tail = Next(_random.Next(3), head.Length + count);
        try
        {
            long sent = await schedule.InTime(socket.SendFileAsync(CountingFile.Handle, (byte)(_nextSent + head.Length), count, head, tail, schedule.Token()));
            schedule.Expect(sent == head.Length + count + tail.Length, "a file was sent in part");
            _nextSent += (byte)sent;
        }
        catch (Exception ended) when (Schedule.HasEnded(ended))
        {
            // Nobody knows how much was sent.
            socket.Dispose();
        }
    }

    private byte[] Next(int count, int distance = 0) => [.. Enumerable.Range(_nextSent + distance, count).Select(value => (byte)value)];

    private async Task SendAsync()
    {
        var bytes = new byte[_random.Next(1, 6)];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(_nextSent + i);
        int split = _random.Next(bytes.Length + 1);
        int count = _random.Next(6) switch
        {
            0 => await socket.SendAsync(bytes, schedule.Token()).AsValueTask(),
            1 => (int)await schedule.InTime(socket.SendAsync([bytes.AsMemory(0, split), bytes.AsMemory(split)], schedule.Token())),
            2 => (int)await schedule.InTime(socket.SendAsync(new ReadOnlySequence<byte>(bytes), schedule.Token())),
            _ => await schedule.InTime(socket.SendAsync(bytes, schedule.Token())),
        };
        schedule.Expect(count == bytes.Length, "a send was short");
        _nextSent += (byte)count;
    }

    private async Task ReceiveAsync()
    {
        var bytes = new byte[_random.Next(1, 6)];
        int split = _random.Next(bytes.Length + 1);
        int count = _random.Next(4) == 0
            ? await schedule.InTime(socket.ReceiveAsync([bytes.AsMemory(0, split), bytes.AsMemory(split)], schedule.Token()))
            : await schedule.InTime(socket.ReceiveAsync(bytes, schedule.Token()));
        for (int i = 0; i < count && !_hasDropped; i++)
            schedule.Expect(bytes[i] == _nextReceived++, "bytes were lost, doubled or reordered");
    }
}
