using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace WinsockGen.Windows.Tests.Bindings.Calls;

/// <summary>Reads which functions of <see cref="Ws2"/> the code of a method calls, directly or through other methods of this assembly.</summary>
internal static class CodeReader
{
    // ECMA-335, partition III, 1.2: opcodes are one byte, or two of which the first is 0xFE.
    private const byte TwoByteOpcode = 0xFE;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>
    /// The names of imported functions, and of extension functions of the provider. The constructor of the
    /// method's class is part of a test, too.
    /// </summary>
    public static HashSet<string> FunctionsCalledBy(MethodInfo method)
    {
        var functions = new HashSet<string>(StringComparer.Ordinal);
        HashSet<MethodBase> seen = [method, .. method.DeclaringType!.GetConstructors()];
        var remaining = new Stack<MethodBase>(seen);
        while (remaining.TryPop(out var next))
        {
            if (NameOfFunction(next) is { } name)
                functions.Add(name);
            else if (next.DeclaringType != typeof(Ws2.ExtensionFunctions))
            {
                foreach (var callee in Callees(next).Where(callee => callee.Module == method.Module && seen.Add(callee)))
                    remaining.Push(callee);
            }
        }

        return functions;
    }

    private static string? NameOfFunction(MethodBase method)
    {
        if (method.DeclaringType == typeof(Ws2) && method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
            return method.Name;

        // Each extension function has a property that says whether the provider has it.
        var isExtension = method.DeclaringType == typeof(Ws2.ExtensionFunctions) && method.DeclaringType.GetProperty("Has" + method.Name) is not null;
        return isExtension ? method.Name : null;
    }

    private static IEnumerable<MethodBase> Callees(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var opcode = OpCodesByValue[code[at] == TwoByteOpcode ? BitConverter.ToInt16([code[at + 1], code[at]]) : code[at]];
            at += opcode.Size;
            if (opcode.OperandType == OperandType.InlineMethod)
                yield return method.Module.ResolveMethod(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!;

            at += OperandSize(opcode, code, at);
        }
    }

    private static int OperandSize(OpCode opcode, byte[] code, int at) => opcode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
