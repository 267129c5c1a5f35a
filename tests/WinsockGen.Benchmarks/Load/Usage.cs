namespace WinsockGen.Benchmarks.Load;

/// <summary>What a server has used: bytes that it allocated, and processor time of itself and, under Wine, of the Wine server.</summary>
internal readonly record struct Usage(long AllocatedBytes, double ProcessorSeconds)
{
    public static Usage operator -(Usage after, Usage before) =>
        new(after.AllocatedBytes - before.AllocatedBytes, after.ProcessorSeconds - before.ProcessorSeconds);
}
