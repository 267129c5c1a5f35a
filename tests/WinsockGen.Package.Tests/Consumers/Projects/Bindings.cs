using WinsockGen;

namespace Consumer
{
    /// <summary>Everything there is.</summary>
    [WinsockBindings(WinsockApi.All)]
    internal static unsafe partial class Ws2
    {
    }
}
