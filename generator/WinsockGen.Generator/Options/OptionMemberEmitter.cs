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
                WriteSetMethod(writer, option, string.Empty);
                continue;
            }

            WriteHeader(writer, option, "value");
            writer.Line($"public {option.Shape.Type} {option.Option.Property}");
            using var property = writer.Braces();
            writer.Write("get => ");
            WriteGet(writer, option);
            if (option.CanSet)
            {
                writer.Write("set => ");
                WriteSet(writer, option);
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
                WriteHeader(writer, option, "returns");
                writer.Write($"public static {option.Shape.Type} Get{option.Option.Property}(this {receiver.Type} socket) => ");
                WriteGet(writer, option);
            }

            if (option.CanSet)
            {
                WriteSetMethod(writer, option, receiver.Type);
            }
        }
    }

    /// <param name="writer">Receives the method.</param>
    /// <param name="option">The option.</param>
    /// <param name="receiverType">The type of the socket, or empty inside an extension block.</param>
    private void WriteSetMethod(SourceWriter writer, TypedOption option, string receiverType)
    {
        if (receiverType.Length > 0 && option.CanGet)
        {
            writer.Line($"/// <inheritdoc cref=\"Get{option.Option.Property}({receiverType})\"/>");
            WritePlatform(writer, option);
        }
        else
        {
            WriteHeader(writer, option, "param name=\"value\"");
        }

        writer.Write(receiverType.Length == 0 ? "public void Set" : "public static void Set").Write(option.Option.Property).Write('(');
        if (receiverType.Length > 0)
        {
            writer.Write($"this {receiverType} socket, ");
        }

        writer.Write($"{option.Shape.Type} value) => ");
        WriteSet(writer, option);
    }

    private void WriteHeader(SourceWriter writer, TypedOption option, string valueTag)
    {
        OptionDocumentation.Write(writer, option, valueTag);
        WritePlatform(writer, option);
    }

    private void WritePlatform(SourceWriter writer, TypedOption option)
    {
        if (capabilities.HasSupportedOSPlatform)
        {
            var version = capabilities.IsAboveFloor(option.Option.MinWindows) ? option.Option.MinWindows : string.Empty;
            writer.Line($"[global::System.Runtime.Versioning.SupportedOSPlatform(\"windows{version}\")]");
        }
    }

    private static void WriteGet(SourceWriter writer, TypedOption option)
    {
        writer.Write(option.Shape.BeforeNumber).Write("RawOption.Get(");
        WriteName(writer, option);
        writer.Line($"){option.Shape.AfterNumber};");
    }

    private static void WriteSet(SourceWriter writer, TypedOption option)
    {
        writer.Write("RawOption.Set(");
        WriteName(writer, option);
        writer.Line($", {option.Shape.ToNumber});");
    }

    private static void WriteName(SourceWriter writer, TypedOption option) =>
        writer.Write($"socket, {option.Level.Value}, {option.Option.Value}, {option.Shape.Width}, \"{option.Option.Name}\"");
}
