using WinsockGen;

namespace Consumer
{
    /// <summary>What a bare attribute means: the default areas.</summary>
    [WinsockBindings]
    internal static unsafe partial class Ws2
    {
    }
}
