using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace WinsockGen.Generator.Benchmarks;

/// <summary>What a generator writes: saved for the floor, and counted.</summary>
internal static class Emission
{
    public static void Write(string request, string generator, string texts)
    {
        var driver = GeneratorFile.CreateDriver(generator).RunGeneratorsAndUpdateCompilation(UserProject.Compilation(request), out var output, out _);
        Check(driver);
        if (output.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }

        var result = driver.GetRunResult().Results.Single();
        GeneratorFile.SaveTexts(result, texts);
        var files = result.GeneratedSources.Where(source => !GeneratorFile.IsAttribute(source.HintName)).ToList();
        var members = EmittedMembers.Count(files.Select(source => source.SyntaxTree));
        Figure.Write("files", files.Count);
        Figure.Write("characters", files.Sum(source => source.SourceText.Length));
        Figure.Write("functions", members.Functions);
        Figure.Write("overloads", members.Overloads);
        Figure.Write("structs", members.Structs);
        Figure.Write("constants", members.Constants);
        Figure.Write("helpers", members.Helpers);
    }

    /// <summary>A generator that failed, or did nothing, would look fast.</summary>
    public static void Check(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        if (result.Exception is not null || !result.GeneratedSources.Any(source => !GeneratorFile.IsAttribute(source.HintName)))
        {
            throw new InvalidOperationException("The generator added nothing.", result.Exception);
        }
    }
}
