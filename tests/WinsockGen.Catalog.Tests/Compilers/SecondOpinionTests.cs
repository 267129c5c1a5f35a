using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>The headers of mingw-w64 agree with the catalog wherever they know a thing at all.</summary>
public class SecondOpinionTests
{
    /// <summary>Where mingw-w64 is behind the Windows SDK, or slips.</summary>
    private static readonly HashSet<string> KnownDifferences = new(StringComparer.Ordinal)
    {
        "AF_MAX", "PF_MAX", // the SDK has since gained AF_HYPERV
        "EAI_NODATA", // the SDK has since made it EAI_NONAME
        "BDIF_VALID_FLAGS", "COD_SERVICE_MAX_COUNT", "COD_SERVICE_VALID_MASK", // the SDK has since gained more of them
        "BTH_ADDR_IAC_LAST", "COD_SERVICE_MASK", // a digit too few and too many; the Bluetooth core specification has the SDK's values
        "LAP_GIAC_VALUE", "PSM_BNEP", // likewise: the general inquiry access code is 0x9E8B33, and the PSM of BNEP is 15
    };

    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    private readonly ITestOutputHelper _output;

    public SecondOpinionTests(ITestOutputHelper output) => _output = output;

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

    private static uint LowBits(string value) => unchecked((uint)(value.StartsWith("0x", StringComparison.Ordinal)
        ? long.Parse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : long.Parse(value, CultureInfo.InvariantCulture)));
}
