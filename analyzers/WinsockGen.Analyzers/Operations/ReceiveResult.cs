namespace WinsockGen.Analyzers.Operations;

/// <summary>Where a receive leaves the number of bytes that it received.</summary>
internal enum ReceiveResult
{
    /// <summary>The result, at once or when awaited.</summary>
    Count,

    /// <summary>A by-reference argument (<c>WSARecv</c>).</summary>
    OutCount,

    /// <summary>A member of the result, at once or when awaited: <c>ReceivedBytes</c> of the BCL, <c>Length</c> of our runtime.</summary>
    CountMember,

    /// <summary>The length of the array that is returned (<c>UdpClient.Receive</c>).</summary>
    Array,

    /// <summary>The length of the array in the result's <c>Buffer</c> (<c>UdpClient.ReceiveAsync</c>).</summary>
    BufferMember,

    /// <summary>Nowhere yet: the call only starts a receive (Begin methods, <c>SocketAsyncEventArgs</c>).</summary>
    Pending,
}
