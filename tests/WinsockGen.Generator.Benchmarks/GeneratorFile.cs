using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WinsockGen.Generator.Benchmarks;

/// <summary>An assembly with a generator, loaded as the compiler loads it: as IL, with its own dependencies beside it.</summary>
internal static class GeneratorFile
{
    // As FloorGenerator names them.
    private const string AttributesKey = "WinsockGen.Floor.Attributes";
    private const string FilesKey = "WinsockGen.Floor.Files";

    /// <summary>What the compiler adds by itself; a generator only asks for it.</summary>
    private const string EmbeddedAttribute = "Microsoft.CodeAnalysis.EmbeddedAttribute.cs";

    public static GeneratorDriver CreateDriver(string path)
    {
        var context = new AssemblyLoadContext("generator");
        context.Resolving += (_, name) =>
            Path.Combine(Path.GetDirectoryName(path)!, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        var type = context.LoadFromAssemblyPath(path).GetTypes().Single(type => type.IsDefined(typeof(GeneratorAttribute)));
        var generator = (IIncrementalGenerator)Activator.CreateInstance(type)!;
        return CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: UserProject.ParseOptions);
    }

    /// <summary>Writes what a generator added, for the floor to add.</summary>
    public static void SaveTexts(GeneratorRunResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var source in result.GeneratedSources.Where(source => source.HintName != EmbeddedAttribute))
        {
            File.WriteAllText(Path.Combine(folder, source.HintName), source.SourceText.ToString());
        }
    }

    /// <summary>Gives the floor its texts.</summary>
    public static void LoadTexts(string folder)
    {
        var texts = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToLookup(IsAttribute, path => KeyValuePair.Create(Path.GetFileName(path), File.ReadAllText(path)));
        AppContext.SetData(AttributesKey, texts[true].ToArray());
        AppContext.SetData(FilesKey, texts[false].ToArray());
    }

    /// <summary>Whether a file declares an attribute, and so belongs to no request.</summary>
    public static bool IsAttribute(string path) => path.EndsWith("Attribute.g.cs", StringComparison.Ordinal) || path.EndsWith("Attribute.cs", StringComparison.Ordinal);
}
