using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Catalog;
using WinsockGen.Generator.ControlMessages;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.ControlMessages;

/// <summary>
/// What is emitted for every level, compiled and loaded, with a class beside it that can be called with arrays: a ref struct cannot be
/// called from outside. For 32-bit Windows the one place that asks for the width of a pointer says 4.
/// </summary>
internal sealed class ControlMessagesProgram
{
    private const string PointerSize = "global::System.IntPtr.Size";

    private static readonly ConcurrentDictionary<Bitness, Lazy<Task<ControlMessagesProgram>>> Instances = new();

    private readonly Type _calls;
    private readonly Func<byte[], bool, (int Level, int Type, byte[] Data)[]> _read;
    private readonly Func<byte[], bool, bool> _isTruncated;
    private readonly Func<byte[], int> _countTyped;
    private readonly Func<(int Level, int Type, byte[] Data)[], byte[], (bool[] Fits, int Written)> _write;

    private ControlMessagesProgram(Assembly assembly)
    {
        _calls = assembly.GetType("Acme.Calls", throwOnError: true)!;
        _read = Method("Read").CreateDelegate<Func<byte[], bool, (int, int, byte[])[]>>();
        _isTruncated = Method("IsTruncated").CreateDelegate<Func<byte[], bool, bool>>();
        _countTyped = Method("CountTyped").CreateDelegate<Func<byte[], int>>();
        _write = Method("Write").CreateDelegate<Func<(int, int, byte[])[], byte[], (bool[], int)>>();
    }

    public static Task<ControlMessagesProgram> LoadAsync(Bitness bitness) =>
        Instances.GetOrAdd(bitness, _ => new(() => CompileAsync(bitness))).Value;

    /// <summary>What <c>foreach</c> over a reader gives.</summary>
    public List<ReadMessage> Read(byte[] control) => [.. _read(control, false).Select(message => new ReadMessage(message.Level, message.Type, message.Data))];

    /// <summary>What a reader says of the whole, asked before and after it was read.</summary>
    public bool IsTruncated(byte[] control, bool toldByWinsock = false) => _isTruncated(control, toldByWinsock);

    /// <summary>How often any TryGet takes any of the messages.</summary>
    public int CountTyped(byte[] control) => _countTyped(control);

    /// <summary>Writes messages one after the other, the next also where one does not fit.</summary>
    public (bool[] Fits, int Written) Write(byte[] buffer, params ReadMessage[] messages) =>
        _write([.. messages.Select(message => (message.Level, message.Type, message.Data))], buffer);

    /// <summary>What TryGet gives for a message; null where it is refused. Bytes are an array.</summary>
    public object? TryGet(string name, ReadMessage message) => Method("Get" + name).Invoke(null, [message.Level, message.Type, message.Data]);

    /// <summary>What TryWrite writes; null where it does not fit. Bytes are an array.</summary>
    public byte[]? TryWrite(string name, object value, int room) => (byte[]?)Method("Write" + name).Invoke(null, [value, room]);

    /// <summary>A value that TryWrite takes: zeros, or three bytes.</summary>
    public object Sample(string name)
    {
        var type = Method("Write" + name).GetParameters()[0].ParameterType;
        return type == typeof(byte[]) ? new byte[] { 1, 2, 3 } : Activator.CreateInstance(type)!;
    }

    public int SizeOf(string name) => (int)Method("SizeOf" + name).Invoke(null, null)!;

    public int SizeOf(int dataLength) => Method("SizeOf").CreateDelegate<Func<int, int>>()(dataLength);

    private MethodInfo Method(string name) => _calls.GetMethod(name) ?? throw new MissingMethodException(_calls.Name, name);

    private static async Task<ControlMessagesProgram> CompileAsync(Bitness bitness)
    {
        var project = await UserProject.CreateAsync(Source());
        Assert.Empty(project.Complaints);
        var file = Assert.Single(project.Output.SyntaxTrees, tree => tree.FilePath.EndsWith(".ControlMessages.g.cs", StringComparison.Ordinal));
        var text = file.ToString();
        Assert.Equal(text.IndexOf(PointerSize, StringComparison.Ordinal), text.LastIndexOf(PointerSize, StringComparison.Ordinal));

        text = text.Replace(PointerSize, ((int)bitness).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return new(UserProject.Load(project.Output.ReplaceSyntaxTree(file, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)file.Options, file.FilePath))));
    }

    private static string Source()
    {
        var text = new StringBuilder(
            """
            #pragma warning disable CS0162, CS1591
            namespace Acme
            {
                using System;
                using System.Collections.Generic;

                [WinsockGen.SocketOptions]
                public static partial class Options
                {
                }

                public static class Calls
                {
                    public static (int, int, byte[])[] Read(byte[] control, bool isTruncated)
                    {
                        var messages = new List<(int, int, byte[])>();
                        foreach (var message in new Options.ControlMessageReader(control, isTruncated))
                            messages.Add((message.Level, message.Type, message.Data.ToArray()));
                        return messages.ToArray();
                    }

                    public static bool IsTruncated(byte[] control, bool isTruncated)
                    {
                        var reader = new Options.ControlMessageReader(control, isTruncated);
                        bool before = reader.IsTruncated;
                        while (reader.MoveNext())
                        {
                            if (reader.IsTruncated != before)
                                throw new InvalidOperationException("It was another answer before.");
                        }

                        return reader.IsTruncated == before ? before : throw new InvalidOperationException("It was another answer before.");
                    }

                    public static (bool[], int) Write((int Level, int Type, byte[] Data)[] messages, byte[] buffer)
                    {
                        var writer = new Options.ControlMessageWriter(buffer);
                        var fits = new List<bool>();
                        foreach (var message in messages)
                            fits.Add(writer.TryWrite(message.Level, message.Type, message.Data));
                        return (fits.ToArray(), writer.BytesWritten);
                    }

                    public static int SizeOf(int dataLength) => Options.ControlMessage.SizeOf(dataLength);


            """);
        foreach (var message in TypedMessage.Of(WinsockCatalog.Shared, ~0))
        {
            var (name, isBytes) = (message.Message.Message, message.Message.Type == "bytes");
            if (!isBytes)
            {
                text.Append($"        public static int SizeOf{name}() => Options.ControlMessage.SizeOf{name};\n");
            }

            if (message.IsReceived)
            {
                text.Append(
                    $"        public static object? Get{name}(int level, int type, byte[] data) => "
                    + $"new Options.ControlMessage(level, type, data).TryGet{name}(out var value) ? value{(isBytes ? ".ToArray()" : "")} : null;\n");
            }

            if (message.IsSent)
            {
                var isNested = message.Message.Type.Contains(':', StringComparison.Ordinal);
                var type = isBytes ? "byte[]" : (isNested ? "Options." : "") + message.Shape.Type;
                text.Append(
                    $$"""
                            public static byte[]? Write{{name}}({{type}} value, int room)
                            {
                                var buffer = new byte[room];
                                var writer = new Options.ControlMessageWriter(buffer);
                                return writer.TryWrite{{name}}(value) ? buffer.AsSpan(0, writer.BytesWritten).ToArray() : null;
                            }

                    """);
            }
        }

        text.Append(
            """
                    public static int CountTyped(byte[] control)
                    {
                        int count = 0;
                        foreach (var message in new Options.ControlMessageReader(control))
                        {

            """);
        foreach (var message in TypedMessage.Of(WinsockCatalog.Shared, ~0).Where(message => message.IsReceived))
        {
            text.Append($"                count += message.TryGet{message.Message.Message}(out _) ? 1 : 0;\n");
        }

        return text.Append("            }\n            return count;\n        }\n    }\n}\n").ToString();
    }
}
