using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WinsockGen.Analyzers.Operations;

/// <summary>A call that receives from a socket, in one shape for every API that can.</summary>
internal sealed class ReceiveCall
{
    public ReceiveCall(IInvocationOperation invocation, string function, IOperation? socket, ReceiveResult result)
    {
        Invocation = invocation;
        Function = function;
        Socket = socket;
        Result = result;
    }

    public IInvocationOperation Invocation { get; }

    /// <summary>The method's name, or the exported name of a native function.</summary>
    public string Function { get; }

    /// <summary>The expression of the socket or stream that is received from.</summary>
    public IOperation? Socket { get; }

    public ReceiveResult Result { get; }

    /// <summary>Whether the call reports a sender, as only sockets that keep message boundaries do.</summary>
    public bool IsFrom { get; init; }

    /// <summary>Whether the function is a native one, whose count is -1 on failure.</summary>
    public bool IsNative { get; init; }

    public IOperation? Buffer { get; init; }

    /// <summary>Where in the buffer the data goes, when the call says so: an index, or an address with an index in it.</summary>
    public IOperation? Offset { get; init; }

    /// <summary>How many bytes are asked for, when the call says so.</summary>
    public IOperation? Count { get; init; }

    public IOperation? Flags { get; init; }

    /// <summary>The by-reference count of <see cref="ReceiveResult.OutCount"/>.</summary>
    public IOperation? OutCount { get; init; }

    /// <summary>Whether the call only takes the result of a receive that was begun before.</summary>
    public bool Ends => Function.StartsWith("End", StringComparison.Ordinal);

    /// <summary>The socket's name for messages.</summary>
    public string SocketName => Socket?.Display() ?? Function;
}
