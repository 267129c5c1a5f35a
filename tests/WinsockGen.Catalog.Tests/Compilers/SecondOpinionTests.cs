using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using WinsockGen.Catalog.Tests.Layout;
using Xunit;
using Xunit.Abstractions;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>The headers of mingw-w64 agree with the catalog wherever they know a thing at all.</summary>
public class SecondOpinionTests
{
    /// <summary>Where mingw-w64 is behind the Windows SDK.</summary>
    private static readonly HashSet<string> KnownDifferences = new(StringComparer.Ordinal)
    {
        "AF_MAX", "PF_MAX", // the SDK has since gained AF_HYPERV
        "EAI_NODATA", // the SDK has since made it EAI_NONAME
        "TC_SUPPORTED_INFO_BUFFER", // Windows Vista added the LUID
    };

    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    private readonly ITestOutputHelper _output;

    public SecondOpinionTests(ITestOutputHelper output) => _output = output;

    [CrossCompilerTheory]
    [InlineData(8)]
    [InlineData(4)]
    public void Structs_have_the_sizes_and_offsets_that_mingw_gives_them(int pointerSize)
    {
        var compiler = CrossCompiler.Find(pointerSize)!;
        var calculator = new LayoutCalculator(Catalog, pointerSize);
        var expected = new Dictionary<string, long>(StringComparer.Ordinal);
        var questions = new List<(string Key, string Expression)>();
        foreach (var row in Catalog.Structs.Where(row => !row.Name.Contains('.', StringComparison.Ordinal) && !KnownDifferences.Contains(row.Name)))
        {
            foreach (var name in NamesInC(row))
            {
                var key = name.Replace(' ', ':');
                expected[key] = pointerSize == 8 ? row.Size64 : row.Size32;
                questions.Add((key, $"(int)sizeof({name})"));
                foreach (var (path, offset) in calculator.FieldOffsets(row))
                {
                    expected[$"{key}.{path}"] = offset;
                    questions.Add(($"{key}.{path}", $"(int)offsetof({name}, {path})"));
                }
            }
        }

        var answers = compiler.Evaluate(questions);
        _output.WriteLine($"{CrossCompiler.NameFor(pointerSize)} answered {answers.Count} of {questions.Count} questions");

        Assert.Empty(answers
            .Where(answer => expected[answer.Key] != answer.Value)
            .Select(answer => $"{answer} and not {expected[answer.Key]}"));
        Assert.True(answers.Count > 700, "the headers knew too little for this to mean anything");
    }

    [CrossCompilerTheory]
    [InlineData(8)]
    [InlineData(4)]
    public void Constants_have_the_values_that_mingw_gives_them(int pointerSize)
    {
        var numbers = Catalog.Constants
            .Where(row => row.Type.Name is not ("Guid" or "string") && !KnownDifferences.Contains(row.Name))
            .ToList();

        var answers = CrossCompiler.Find(pointerSize)!.Evaluate(numbers.Select(row => (row.Name, $"(int)({row.Name})")));
        _output.WriteLine($"{CrossCompiler.NameFor(pointerSize)} answered {answers.Count} of {numbers.Count} questions");

        Assert.Empty(answers
            .Where(answer => unchecked((uint)answer.Value) != LowBits(Catalog.Constants.Find(answer.Key)!.Value))
            .Select(answer => $"{answer} and not {Catalog.Constants.Find(answer.Key)!.Value}"));
        Assert.True(answers.Count > 700, "the headers knew too little for this to mean anything");
    }

    /// <summary>The name of the typedef, the tag, and the other names; the headers of mingw know some of them.</summary>
    private static IEnumerable<string> NamesInC(CatalogStruct row) =>
        row.Aliases.Prepend(row.Name).SelectMany(name => new[] { name, "struct " + name });

    private static uint LowBits(string value) => unchecked((uint)(value.StartsWith("0x", StringComparison.Ordinal)
        ? long.Parse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : long.Parse(value, CultureInfo.InvariantCulture)));
}
