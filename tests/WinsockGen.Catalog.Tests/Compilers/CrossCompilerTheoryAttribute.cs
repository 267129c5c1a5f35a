using Xunit;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>A theory that asks the mingw-w64 compilers, skipped where one of them is not installed.</summary>
internal sealed class CrossCompilerTheoryAttribute : TheoryAttribute
{
    public CrossCompilerTheoryAttribute() => Skip = CrossCompiler.WhyUnavailable();
}
