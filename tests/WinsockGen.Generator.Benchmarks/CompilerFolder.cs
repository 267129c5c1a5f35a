using System;
using System.IO;
using System.Runtime.Loader;

namespace WinsockGen.Generator.Benchmarks;

/// <summary>The compiler of the SDK that built this program. The one that NuGet has is not compiled ahead of time.</summary>
internal static class CompilerFolder
{
    public static string Path { get; } = AppContext.GetData("CompilerFolder") as string
        ?? throw new InvalidOperationException("runtimeconfig.json does not tell the compiler's folder.");

    /// <summary>Takes the compiler's assemblies from there.</summary>
    public static void Resolve() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        System.IO.Path.Combine(Path, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
}
