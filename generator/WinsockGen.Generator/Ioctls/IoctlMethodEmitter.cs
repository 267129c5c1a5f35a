using System.Collections.Generic;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Options;
using WinsockGen.Generator.Text;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.Ioctls;

/// <summary>Writes ioctls as extension methods of a type of socket.</summary>
/// <remarks>
/// On the runtime's sockets, buffers of known size are on the stack. Socket takes arrays, which are what a call costs there.
/// </remarks>
internal sealed class IoctlMethodEmitter(TargetCapabilities capabilities, ValueNeeds needs)
{
    private const string CancellationToken = "global::System.Threading.CancellationToken";

    public void Write(SourceWriter writer, OptionReceiver receiver, IReadOnlyList<TypedIoctl> ioctls)
    {
        for (var i = 0; i < ioctls.Count; i++)
        {
            Write(i == 0 ? writer : writer.Line(), receiver, ioctls[i]);
        }
    }

    private void Write(SourceWriter writer, OptionReceiver receiver, TypedIoctl ioctl)
    {
        var input = IoctlInput.Of(ioctl.Method, needs);
        var output = IoctlOutput.Of(ioctl.Method, needs);
        IoctlDocumentation.Write(writer, receiver, ioctl);
        WriteAttributes(writer, receiver, ioctl);
        var parameters = new List<string> { $"this {receiver.Type} socket" };
        parameters.AddRange(input.Parameters);
        if (ioctl.Ioctl.IsCompletedLater)
        {
            parameters.Add($"{CancellationToken} cancellationToken = default({CancellationToken})");
        }

        writer.Line($"public static {TypeOf(ioctl, output)} {ioctl.Method.Name}({string.Join(", ", parameters)})");
        using var body = writer.Braces();
        writer.Line(receiver.IsOnWindowsOnly ? "global::System.ArgumentNullException.ThrowIfNull(socket);" : $"RawIoctl.RequireWindows(socket, \"{ioctl.Ioctl.Name}\");");
        var call = $"socket, {ioctl.Code}, \"{ioctl.Ioctl.Name}\"";
        if (ioctl.Ioctl.IsCompletedLater)
        {
            WriteWait(writer, call, input, output);
        }
        else if (output.Call.Length > 0)
        {
            writer.Line($"return RawIoctl.{output.Call}({call}, {(input.Arguments.Length > 0 ? input.Arguments : "null")});");
        }
        else if (!output.IsVoid && output.Size == default)
        {
            WriteGrowing(writer, call, input, output);
        }
        else
        {
            WriteCall(writer, receiver, call, input, output);
        }
    }

    private static void WriteCall(SourceWriter writer, OptionReceiver receiver, string call, IoctlInput input, IoctlOutput output)
    {
        var inputArgument = WriteInput(writer, input, onStack: receiver.IsOnWindowsOnly);
        if (!output.IsVoid && receiver.IsOnWindowsOnly)
        {
            writer.Line($"global::System.Span<byte> output = stackalloc byte[{output.Size.ToSource()}];").Line("output.Clear();");
        }
        else if (!output.IsVoid)
        {
            writer.Line($"byte[] output = new byte[{output.Size.ToSource()}];");
        }

        writer.Line($"{(output.NeedsLength ? "int length = " : string.Empty)}RawIoctl.Call({call}, {inputArgument}, {(output.IsVoid ? "null" : "output")});");
        WriteRead(writer, output);
    }

    private static void WriteGrowing(SourceWriter writer, string call, IoctlInput input, IoctlOutput output)
    {
        var argument = WriteInput(writer, input, onStack: false);
        if (output.NeedsLength)
        {
            writer.Line("int length;");
            writer.Line($"byte[] output = RawIoctl.Grow({call}, {argument}, out length);");
        }
        else
        {
            writer.Line($"byte[] output = RawIoctl.Grow({call}, {argument}, out _);");
        }

        WriteRead(writer, output);
    }

    private static void WriteWait(SourceWriter writer, string call, IoctlInput input, IoctlOutput output)
    {
        var argument = WriteInput(writer, input, onStack: false);
        if (output.IsVoid)
        {
            writer.Line($"return RawIoctl.WaitAsync({call}, {argument}, null, cancellationToken);");
            return;
        }

        writer.Line($"byte[] output = new byte[{(output.Size == default ? "1024" : output.Size.ToSource())}];");
        writer.Line($"await RawIoctl.WaitAsync({call}, {argument}, output, cancellationToken).ConfigureAwait(false);");
        WriteRead(writer, output);
    }

    private static void WriteRead(SourceWriter writer, IoctlOutput output)
    {
        foreach (var line in output.Read)
        {
            writer.Line(line);
        }
    }

    /// <returns>The expression for what was written.</returns>
    private static string WriteInput(SourceWriter writer, IoctlInput input, bool onStack)
    {
        if (input.Write.Length == 0)
        {
            return input.Bytes.Length > 0 ? input.Bytes : "null";
        }

        if (onStack)
        {
            writer.Line($"global::System.Span<byte> input = stackalloc byte[{input.Size.ToSource()}];");
            if (!input.FillsAll)
            {
                writer.Line("input.Clear();");
            }
        }
        else
        {
            writer.Line($"byte[] input = new byte[{input.Size.ToSource()}];");
        }

        writer.Line(input.Write + ";");
        return "input";
    }

    private void WriteAttributes(SourceWriter writer, OptionReceiver receiver, TypedIoctl ioctl)
    {
        if (ioctl.Method.Deprecated.Length > 0)
        {
            writer.Line($"[global::System.Obsolete(\"{ioctl.Method.Deprecated}\")]");
        }

        // Only what the socket's own type does not say already.
        var version = capabilities.IsAboveFloor(ioctl.MinWindows) ? ioctl.MinWindows : string.Empty;
        if (capabilities.HasSupportedOSPlatform && !(receiver.IsOnWindowsOnly && version.Length == 0))
        {
            writer.Line($"[global::System.Runtime.Versioning.SupportedOSPlatform(\"windows{version}\")]");
        }
    }

    private static string TypeOf(TypedIoctl ioctl, IoctlOutput output)
    {
        const string Task = "global::System.Threading.Tasks.Task";
        return !ioctl.Ioctl.IsCompletedLater ? output.Type : output.IsVoid ? Task : $"async {Task}<{output.Type}>";
    }
}
