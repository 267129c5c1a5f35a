using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Symbols;

namespace WinsockGen.Analyzers.Operations;

/// <summary>Recognises the calls that receive: the BCL's, Winsock's own and those of this package's runtime.</summary>
internal sealed class ReceiveCalls(SocketTypes types)
{
    /// <summary>The receive that <paramref name="invocation"/> is, or null.</summary>
    public ReceiveCall? Recognise(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.IsStatic)
            return method.IsExtensionMethod ? RecogniseTaskExtension(invocation) : RecogniseNative(invocation);

        string name = method.Name;
        if (invocation.Instance is not { } instance || !MayReceive(name))
            return null;
        ITypeSymbol? type = instance.WithoutConversions().Type;
        if (name is "Read" or "ReadAsync" or "EndRead")
            return types.IsNetworkStream(type) && ReturnsCount(method) ? WithBuffer(invocation, instance, ReceiveResult.Count) : null;
        if (SocketTypes.Is(type, types.Socket))
            return RecogniseSocket(invocation, instance);
        if (SocketTypes.Is(type, types.UdpClient))
            return RecogniseUdpClient(invocation, instance);
        if (name is not "ReceiveAsync")
            return null;
        if (SocketTypes.Is(type, types.StreamSocket))
            return WithBuffer(invocation, instance, ReceiveResult.Count);
        if (SocketTypes.Is(type, types.DatagramSocket) || SocketTypes.Is(type, types.MessageSocket))
            return WithBuffer(invocation, instance, ReceiveResult.CountMember);
        return null;
    }

    private static bool MayReceive(string name) => name
        is "Receive" or "ReceiveAsync" or "EndReceive" or "BeginReceive"
        or "ReceiveFrom" or "ReceiveFromAsync" or "EndReceiveFrom" or "BeginReceiveFrom"
        or "ReceiveMessageFrom" or "ReceiveMessageFromAsync" or "EndReceiveMessageFrom" or "BeginReceiveMessageFrom"
        or "Read" or "ReadAsync" or "EndRead";

    private static bool ReturnsCount(IMethodSymbol method) => method.ReturnType switch
    {
        { SpecialType: SpecialType.System_Int32 } => true,
        INamedTypeSymbol { TypeArguments.Length: 1 } generic => generic.TypeArguments[0].SpecialType == SpecialType.System_Int32,
        _ => false,
    };

    private ReceiveCall? RecogniseSocket(IInvocationOperation invocation, IOperation socket)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.Name.StartsWith("Begin", StringComparison.Ordinal) || TakesEventArgs(method))
            return WithBuffer(invocation, socket, ReceiveResult.Pending);
        return WithBuffer(invocation, socket, ReturnsCount(method) ? ReceiveResult.Count : ReceiveResult.CountMember);
    }

    private static ReceiveCall RecogniseUdpClient(IInvocationOperation invocation, IOperation client)
        => new(invocation, invocation.TargetMethod.Name, client, invocation.TargetMethod.Name switch
        {
            "BeginReceive" => ReceiveResult.Pending,
            "ReceiveAsync" => ReceiveResult.BufferMember,
            _ => ReceiveResult.Array,
        })
        { IsFrom = true };

    /// <summary><c>ReceiveAsync</c> and <c>ReceiveFromAsync</c> as frameworks before .NET 5 have them.</summary>
    private ReceiveCall? RecogniseTaskExtension(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (!SocketTypes.Is(method.ContainingType, types.SocketTaskExtensions) || !MayReceive(method.Name) || invocation.Arguments.IsEmpty)
            return null;
        return WithBuffer(invocation, invocation.Arguments[0].Value, ReturnsCount(method) ? ReceiveResult.Count : ReceiveResult.CountMember);
    }

    private bool TakesEventArgs(IMethodSymbol method)
        => method.Parameters.Length == 1 && SocketTypes.Is(method.Parameters[0].Type, types.SocketAsyncEventArgs);

    private static ReceiveCall WithBuffer(IInvocationOperation invocation, IOperation socket, ReceiveResult result)
    {
        IOperation? buffer = null, offset = null, count = null, flags = null;
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            switch (argument.Parameter?.Name)
            {
                case "buffer" or "buffers" or "data":
                    buffer = argument.Value;
                    break;
                case "offset":
                    offset = argument.Value;
                    break;
                case "size" or "count":
                    count = argument.Value;
                    break;
                case "socketFlags":
                    flags = argument.Value;
                    break;
            }
        }

        if (buffer is not null && offset is null && count is null)
            BufferSlices.Split(buffer, out offset, out count);

        return new ReceiveCall(invocation, invocation.TargetMethod.Name, socket, result)
        {
            IsFrom = invocation.TargetMethod.Name.Contains("From"),
            Buffer = buffer,
            Offset = offset,
            Count = count,
            Flags = flags,
        };
    }

    private static ReceiveCall? RecogniseNative(IInvocationOperation invocation)
    {
        if (WinsockImports.FunctionName(invocation.TargetMethod) is not { } function)
            return null;
        switch (function)
        {
            case "recv" or "recvfrom":
                // A friendly overload takes a span, and no length of its own.
                bool spelledOut = Position(invocation, function == "recv" ? 3 : 5) is not null;
                IOperation? buffer = Position(invocation, 1), offset = buffer, count = Position(invocation, 2);
                if (!spelledOut && buffer is not null)
                    BufferSlices.Split(buffer, out offset, out count);
                return new ReceiveCall(invocation, function, Position(invocation, 0), ReceiveResult.Count)
                {
                    IsFrom = function == "recvfrom",
                    IsNative = true,
                    Buffer = buffer,
                    Offset = offset,
                    Count = count,
                    Flags = Position(invocation, spelledOut ? 3 : 2),
                };
            case "WSARecv" or "WSARecvFrom" when Position(invocation, 6) is not null:
                return new ReceiveCall(invocation, function, Position(invocation, 0), Overlapped(invocation, function) ? ReceiveResult.Pending : ReceiveResult.OutCount)
                {
                    IsFrom = function == "WSARecvFrom",
                    IsNative = true,
                    OutCount = Position(invocation, 3),
                };
            default:
                return null;
        }
    }

    /// <summary>Whether the call may be overlapped: then the count comes with the completion.</summary>
    private static bool Overlapped(IInvocationOperation invocation, string function)
        => Position(invocation, function == "WSARecv" ? 5 : 7) is not { } overlapped || !IsNull(overlapped);

    /// <summary>Whether a pointer argument is a null that the compiler can see.</summary>
    public static bool IsNull(IOperation argument)
    {
        IOperation value = argument.WithoutConversions();
        return value is IDefaultValueOperation
            || value.ConstantValue is { HasValue: true, Value: null }
            || value.ConstantInteger() == 0
            || value is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } };
    }

    /// <summary>The argument for the parameter at a position, whatever order the call names its arguments in.</summary>
    private static IOperation? Position(IInvocationOperation invocation, int ordinal)
    {
        ImmutableArray<IArgumentOperation> arguments = invocation.Arguments;
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
                return argument.Value;
        }

        return null;
    }
}
