using System.Collections.Generic;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Options;

/// <summary>Writes options as members of a type of socket.</summary>
internal sealed class OptionMemberEmitter(TargetCapabilities capabilities)
{
    /// <summary>From C# 14 on: an extension block with a property per option.</summary>
    public void WriteProperties(SourceWriter writer, OptionReceiver receiver, IReadOnlyList<TypedOption> options)
    {
        writer.Line($"extension({receiver.Type} socket)");
        using var block = writer.Braces();
        foreach (var option in options)
        {
            if (option.IsMethod)
            {
                WriteMethod(writer, receiver, option, isInBlock: true);
            }
            else if (!option.CanGet)
            {
                WriteSetMethod(writer, receiver, option, isInBlock: true);
            }
            else
            {
                WriteProperty(writer, receiver, option);
            }
        }
    }

    /// <summary>Before C# 14: extension methods that get and set.</summary>
    public void WriteMethods(SourceWriter writer, OptionReceiver receiver, IReadOnlyList<TypedOption> options)
    {
        foreach (var option in options)
        {
            if (option.IsMethod)
            {
                WriteMethod(writer, receiver, option, isInBlock: false);
                continue;
            }

            if (option.CanGet)
            {
                WriteHeader(writer, receiver, option, "returns");
                writer.Write($"public static {option.Shape.Type} Get{option.Option.Property}(this {receiver.Type} socket) => ");
                WriteBody(writer, option, option.Shape.Get);
            }

            if (option.CanSet)
            {
                WriteSetMethod(writer, receiver, option, isInBlock: false);
            }
        }
    }

    private void WriteProperty(SourceWriter writer, OptionReceiver receiver, TypedOption option)
    {
        WriteHeader(writer, receiver, option, "value");
        writer.Write($"public {option.Shape.Type} {option.Option.Property}");
        if (!option.CanSet)
        {
            writer.Write(" => ");
            WriteBody(writer, option, option.Shape.Get);
            return;
        }

        using var property = writer.Line().Braces();
        writer.Write("get => ");
        WriteBody(writer, option, option.Shape.Get);
        writer.Write("set => ");
        WriteBody(writer, option, option.Shape.Set);
    }

    private void WriteSetMethod(SourceWriter writer, OptionReceiver receiver, TypedOption option, bool isInBlock)
    {
        if (option.CanGet)
        {
            writer.Line($"/// <inheritdoc cref=\"Get{option.Option.Property}({receiver.Type})\"/>");
            WritePlatform(writer, receiver, option);
        }
        else
        {
            WriteHeader(writer, receiver, option, "param name=\"value\"");
        }

        WriteSignature(writer, receiver, option, "void", "Set" + option.Option.Property, isInBlock);
        WriteBody(writer, option, option.Shape.Set);
    }

    /// <summary>What acts when it is set, or is asked something: named as the option itself.</summary>
    private void WriteMethod(SourceWriter writer, OptionReceiver receiver, TypedOption option, bool isInBlock)
    {
        WriteHeader(writer, receiver, option, "param name=\"value\"");
        WriteSignature(writer, receiver, option, option.Queries ? option.Shape.Type : "void", option.Option.Property, isInBlock);
        WriteBody(writer, option, option.Queries ? option.Shape.Get : option.Shape.Set);
    }

    private static void WriteSignature(SourceWriter writer, OptionReceiver receiver, TypedOption option, string result, string name, bool isInBlock)
    {
        var value = option.Shape.Type.Length > 0 ? option.Shape.Type + " value" : string.Empty;
        writer.Write(isInBlock
            ? $"public {result} {name}({value}) => "
            : $"public static {result} {name}(this {receiver.Type} socket{(value.Length > 0 ? ", " : string.Empty)}{value}) => ");
    }

    private void WriteHeader(SourceWriter writer, OptionReceiver receiver, TypedOption option, string valueTag)
    {
        OptionDocumentation.Write(writer, receiver, option, valueTag);
        WritePlatform(writer, receiver, option);
    }

    /// <summary>Says on which Windows the option is, where the socket's own type does not say it already.</summary>
    private void WritePlatform(SourceWriter writer, OptionReceiver receiver, TypedOption option)
    {
        var version = capabilities.IsAboveFloor(option.Option.MinWindows) ? option.Option.MinWindows : string.Empty;
        if (capabilities.HasSupportedOSPlatform && !(receiver.IsOnWindowsOnly && version.Length == 0))
        {
            writer.Line($"[global::System.Runtime.Versioning.SupportedOSPlatform(\"windows{version}\")]");
        }
    }

    private void WriteBody(SourceWriter writer, TypedOption option, string expression) => writer
        .Write(expression
            .Replace(OptionShape.Option, $"RawOption.On(socket, {option.Level.Value}, {option.Option.Value}, \"{option.Option.Name}\")")
            .Replace(OptionShape.Buffer, capabilities.HasStackArguments ? "stackalloc byte" : "new byte"))
        .Line(";");
}
