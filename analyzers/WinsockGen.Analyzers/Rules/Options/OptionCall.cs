using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Operations;
using WinsockGen.Analyzers.Symbols;

namespace WinsockGen.Analyzers.Rules.Options;

/// <summary>A call that reads or writes a socket option by level and name.</summary>
/// <param name="Level">The argument for the level.</param>
/// <param name="Name">The argument for the option's name.</param>
/// <param name="IsNative">Whether the numbers are Winsock's own. The BCL translates its names on other systems.</param>
internal sealed record OptionCall(IOperation Level, IOperation Name, bool IsNative)
{
    /// <summary>The call that <paramref name="invocation"/> is, or null.</summary>
    public static OptionCall? Recognise(IInvocationOperation invocation, SocketTypes types)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.IsStatic)
        {
            return WinsockImports.FunctionName(method) is "setsockopt" or "getsockopt"
                && Argument(invocation, 1) is { } nativeLevel && Argument(invocation, 2) is { } nativeName
                ? new OptionCall(nativeLevel, nativeName, IsNative: true)
                : null;
        }

        return method.Name is "SetSocketOption" or "GetSocketOption" or "SetRawSocketOption" or "GetRawSocketOption"
            && SocketTypes.Is(method.ContainingType, types.Socket)
            && Argument(invocation, 0) is { } level && Argument(invocation, 1) is { } name
            ? new OptionCall(level, name, IsNative: false)
            : null;
    }

    /// <summary>The constant field or enum member that the name was written as, or null for a number.</summary>
    public IFieldSymbol? NameConstant
    {
        get
        {
            IOperation name = Name.WithoutConversions();
            return name is IFieldReferenceOperation { Field.HasConstantValue: true } reference ? reference.Field : null;
        }
    }

    private static IOperation? Argument(IInvocationOperation invocation, int ordinal)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
                return argument.Value;
        }

        return null;
    }
}
