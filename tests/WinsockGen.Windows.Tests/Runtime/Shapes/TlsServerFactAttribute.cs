using System;
using System.IO.Pipes;
using System.Net.Security;
using System.Threading.Tasks;
using Xunit;

namespace WinsockGen.Windows.Tests.Runtime.Shapes;

/// <summary>A test of a TLS server, skipped where SslStream cannot be one: Wine 8 cannot. The probe uses pipes, none of our sockets.</summary>
public sealed class TlsServerFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> WhyMissing = new(() => Task.Run(ProbeAsync).GetAwaiter().GetResult());

    /// <inheritdoc/>
    public override string? Skip => WhyMissing.Value;

    private static async Task<string?> ProbeAsync()
    {
        string name = Guid.NewGuid().ToString("N");
        using var listening = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        using var connecting = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
        await Task.WhenAll(listening.WaitForConnectionAsync(), connecting.ConnectAsync());
        try
        {
            using var server = new SslStream(listening);
            using var client = new SslStream(connecting);
            Task both = Task.WhenAll(TlsTests.ServeAsync(server), TlsTests.ConnectAsync(client));
            await both.WaitAsync(TimeSpan.FromSeconds(10));
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return $"SslStream cannot be a TLS server here: {failure.GetType().Name}{(failure.InnerException is { } inner ? $" ({inner.GetType().Name} {inner.HResult:X8})" : "")}";
        }
    }
}
