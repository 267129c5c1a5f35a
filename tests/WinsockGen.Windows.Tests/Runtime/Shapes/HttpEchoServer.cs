using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Tasks;

namespace WinsockGen.Windows.Tests.Runtime.Shapes;

/// <summary>As much of an HTTP/1.1 server (RFC 9112) as it takes to send bodies back over a kept connection, in chunks if they came so.</summary>
internal sealed class HttpEchoServer(PipeReader input, PipeWriter output)
{
    private const int ChunkLength = 10_000;

    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    /// <summary>Answers requests until the client ends the connection.</summary>
    public async Task RunAsync()
    {
        while (await ReadLineAsync() is { } requestLine)
        {
            if (!requestLine.EndsWith(" HTTP/1.1", StringComparison.Ordinal))
                throw new InvalidDataException(requestLine);
            bool chunked = false;
            int length = 0;
            while (await ReadLineAsync() is { Length: > 0 } field)
            {
                string[] parts = field.Split(':', 2, StringSplitOptions.TrimEntries);
                if (parts[0].Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                    length = int.Parse(parts[1], CultureInfo.InvariantCulture);
                else if (parts[0].Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
                    chunked = parts[1] == "chunked";
            }

            await AnswerAsync(chunked ? await ReadChunksAsync() : await ReadAsync(length), chunked);
        }
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        using var body = new MemoryStream();
        while (true)
        {
            int length = int.Parse(await ReadLineAsync() ?? "", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await ReadAsync(length));
            if (await ReadLineAsync() != "")
                throw new InvalidDataException("A chunk has no end.");
            if (length == 0)
                return body.ToArray();
        }
    }

    private async Task AnswerAsync(byte[] body, bool chunked)
    {
        Write(chunked ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" : $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n");
        if (!chunked)
        {
            await output.WriteAsync(body);
            return;
        }

        for (int i = 0; i < body.Length; i += ChunkLength)
        {
            int length = Math.Min(ChunkLength, body.Length - i);
            Write($"{length:x}\r\n");
            output.Write(body.AsSpan(i, length));
            Write("\r\n");
            await output.FlushAsync();
        }

        Write("0\r\n\r\n");
        await output.FlushAsync();
    }

    private void Write(string text) => Encoding.ASCII.GetBytes(text, output);

    /// <summary>A line without its end; null at the end of the stream.</summary>
    private async Task<string?> ReadLineAsync()
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync();
            if (TryReadLine(read.Buffer, out string? line, out SequencePosition next))
            {
                input.AdvanceTo(next);
                return line;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }

    private static bool TryReadLine(ReadOnlySequence<byte> buffer, out string? line, out SequencePosition next)
    {
        var reader = new SequenceReader<byte>(buffer);
        bool found = reader.TryReadTo(out ReadOnlySequence<byte> bytes, LineEnd);
        line = found ? Encoding.ASCII.GetString(bytes) : null;
        next = reader.Position;
        return found;
    }

    private async Task<byte[]> ReadAsync(int length)
    {
        ReadResult read = await input.ReadAtLeastAsync(length);
        ReadOnlySequence<byte> bytes = read.Buffer.Slice(0, length);
        byte[] body = bytes.ToArray();
        input.AdvanceTo(bytes.End);
        return body;
    }
}
