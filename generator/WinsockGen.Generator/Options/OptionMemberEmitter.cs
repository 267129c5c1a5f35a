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
            if (!option.CanGet)
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
            if (option.CanGet)
            {
                WriteHeader(writer, receiver, option, "returns");
                writer.Write($"public static {option.Shape.Type} Get{option.Option.Property}(this {receiver.Type} socket) => ");
                WriteGet(writer, receiver, option);
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
            WriteGet(writer, receiver, option);
            return;
        }

        using var property = writer.Line().Braces();
        writer.Write("get => ");
        WriteGet(writer, receiver, option);
        writer.Write("set => ");
        WriteSet(writer, receiver, option);
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

        writer.Write(isInBlock ? "public void Set" : "public static void Set").Write(option.Option.Property).Write('(');
        if (!isInBlock)
        {
            writer.Write($"this {receiver.Type} socket, ");
        }

        writer.Write($"{option.Shape.Type} value) => ");
        WriteSet(writer, receiver, option);
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

    private static void WriteGet(SourceWriter writer, OptionReceiver receiver, TypedOption option)
    {
        writer.Write(option.Shape.BeforeNumber).Write("RawOption.Get(");
        WriteName(writer, receiver, option);
        writer.Line($"){option.Shape.AfterNumber};");
    }

    private static void WriteSet(SourceWriter writer, OptionReceiver receiver, TypedOption option)
    {
        writer.Write("RawOption.Set(");
        WriteName(writer, receiver, option);
        writer.Line($", {option.Shape.ToNumber});");
    }

    private static void WriteName(SourceWriter writer, OptionReceiver receiver, TypedOption option)
    {
        writer.Write($"socket, {option.Level.Value}, {option.Option.Value}, {option.Shape.Width}");
        if (!receiver.IsOnWindowsOnly)
        {
            // For the error on another system.
            writer.Write($", \"{option.Option.Name}\"");
        }
    }
}
