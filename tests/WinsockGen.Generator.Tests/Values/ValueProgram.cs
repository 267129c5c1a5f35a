using System;
using System.Collections.Generic;
using System.Reflection;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Tests.Compilations;
using WinsockGen.Generator.Text;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.Tests.Values;

/// <summary>All values of a catalog, compiled and loaded: with spans or with arrays, for 64 bits or as they are on x86.</summary>
internal sealed class ValueProgram
{
    private static readonly Dictionary<(bool, int), Task<ValueProgram>> Shared = [];

    private readonly Type _access;

    private ValueProgram(Assembly assembly) => _access = assembly.GetType("Access", throwOnError: true)!;

    /// <summary>The values of the catalog.</summary>
    public static Task<ValueProgram> LoadAsync(bool withArrays, int pointerSize)
    {
        lock (Shared)
        {
            return Shared.TryGetValue((withArrays, pointerSize), out var program)
                ? program
                : Shared[(withArrays, pointerSize)] = CompileAsync(WinsockCatalog.Shared, withArrays, pointerSize);
        }
    }

    public static async Task<ValueProgram> CompileAsync(WinsockCatalog catalog, bool withArrays, int pointerSize)
    {
        // Without spans the same text compiles here as on older frameworks.
        var capabilities = withArrays
            ? new TargetCapabilities(LanguageVersion.CSharp7_3)
            : TargetCapabilities.Of((await UserProject.CreateAsync(string.Empty)).Source);
        var needs = new ValueNeeds(catalog);
        var access = new StringBuilder("public static class Access {\n");
        foreach (var value in catalog.Values)
        {
            needs.Use(value.Name, read: true, write: true).IsCounted = true;
            access.Append($"public static object Read{value.Name}(byte[] bytes, int offset) => Options.{value.Name}.Read(bytes, offset);\n");
            access.Append($"public static object Count{value.Name}(byte[] bytes, int length) => Options.{value.Name}.ReadCounted(bytes, length, 4);\n");
            access.Append($"public static void Write{value.Name}(object value, byte[] bytes, int offset) => ((Options.{value.Name})value).Write(bytes, offset);\n");
            access.Append($"public static int Size{value.Name}() => Options.{value.Name}.Size;\n");
        }

        using var writer = new SourceWriter();
        writer.Line("public static partial class Options").Line("{");
        new ValuesEmitter(catalog, capabilities).Write(writer, needs);
        writer.Line("}");
        var text = pointerSize == 4 ? writer.ToString().Replace("global::System.IntPtr.Size", "4", StringComparison.Ordinal) : writer.ToString();
        return new(UserProject.Load((await UserProject.CreateAsync(text + access.Append('}'))).Source));
    }

    public int SizeOf(string value) => (int)Call("Size" + value)!;

    /// <summary>A value of its bytes.</summary>
    public object Read(string value, byte[] bytes, int offset = 0) => Call("Read" + value, bytes, offset)!;

    /// <summary>An array of values, behind four bytes that count them.</summary>
    public Array ReadCounted(string value, byte[] bytes, int length) => (Array)Call("Count" + value, bytes, length)!;

    /// <summary>The bytes of a value; those that it does not write stay as they are.</summary>
    public void Write(object value, byte[] bytes, int offset = 0) => Call("Write" + value.GetType().Name, value, bytes, offset);

    /// <summary>The type of a value.</summary>
    public Type TypeOf(string value) => _access.Assembly.GetType("Options+" + value, throwOnError: true)!;

    private object? Call(string method, params object?[] arguments) =>
        _access.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
