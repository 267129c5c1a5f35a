using Xunit;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>A test that asks the mingw-w64 compilers, skipped where one of them is not installed.</summary>
internal sealed class CrossCompilerFactAttribute : FactAttribute
{
    public CrossCompilerFactAttribute() => Skip = CrossCompiler.WhyUnavailable();
}
