using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>A test that asks the mingw-w64 compilers, skipped where one of them is not installed.</summary>
internal sealed class CrossCompilerTheoryAttribute : TheoryAttribute
{
    public CrossCompilerTheoryAttribute()
    {
        var missing = new[] { 8, 4 }.Where(size => CrossCompiler.Find(size) is null).Select(CrossCompiler.NameFor).ToList();
        if (missing.Count > 0)
        {
            Skip = "needs " + string.Join(" and ", missing);
        }
    }
}
