using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using WinsockGen.Generator.Tests.Layout;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>All of Winsock, emitted, compiled and loaded into this process: once per way of emission.</summary>
public static class EmittedAssembly
{
    private static readonly Lazy<Task<Type>> ModernClass = new(() => LoadAsync(LanguageVersion.CSharp14));
    private static readonly Lazy<Task<Type>> OldClass = new(() => LoadAsync(LanguageVersion.CSharp9));

    private static readonly Lazy<Task<Type>> NarrowModernClass = new(() => LoadNarrowStructsAsync(LanguageVersion.CSharp14));
    private static readonly Lazy<Task<Type>> NarrowOldClass = new(() => LoadNarrowStructsAsync(LanguageVersion.CSharp9));

    /// <summary>With inline arrays.</summary>
    public static Task<Type> Modern => ModernClass.Value;

    /// <summary>With fixed buffers and single elements, as older targets get it.</summary>
    public static Task<Type> Old => OldClass.Value;

    public static async Task<Type> GetAsync(bool modern, int pointerSize = 8) =>
        await (pointerSize == 8 ? (modern ? Modern : Old) : (modern ? NarrowModernClass : NarrowOldClass).Value);

    /// <summary>A struct by the catalog's name, nested ones included.</summary>
    public static Type Struct(Type ws2, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? ws2.GetNestedType(name)!
            : ws2.GetNestedType(name[..dot])!.GetNestedType("_" + name[(dot + 1)..].Replace('.', '_'))!;
    }

    /// <summary>The value of a constant or of a property that stands for one.</summary>
    public static object? Value(Type ws2, string name)
    {
        const BindingFlags Members = BindingFlags.Public | BindingFlags.Static;
        return ws2.GetField(name, Members) is { } field ? field.GetRawConstantValue() : ws2.GetProperty(name, Members)!.GetValue(null);
    }

    public static IEnumerable<MethodInfo> Imports(Type ws2) =>
        ws2.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl));

    private static async Task<Type> LoadAsync(LanguageVersion language) => (await EmitAsync(language)).Load().GetType("Ws2")!;

    private static async Task<Type> LoadNarrowStructsAsync(LanguageVersion language)
    {
        var structs = (await EmitAsync(language)).Bindings.Single(file => file.Key.EndsWith(".Structs.g.cs", StringComparison.Ordinal)).Value;
        var project = await UserProject.CreateAsync(NarrowPointers.Rewrite(structs), languageVersion: language);
        return project.Load().GetType("Ws2")!;
    }

    private static Task<UserProject> EmitAsync(LanguageVersion language) => UserProject.CreateAsync(
        "[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.All)] public static unsafe partial class Ws2 { }",
        languageVersion: language);
}
