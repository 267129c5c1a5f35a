using WinsockGen;

namespace Consumer
{
    /// <summary>Every typed option there is.</summary>
    [SocketOptions]
    internal static partial class Options
    {
    }
}
