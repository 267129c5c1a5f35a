using Xunit;
using Xunit.Sdk;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>
/// A theory whose first argument is an option of the catalog, <c>LEVEL.NAME</c>. A row is skipped where this Winsock lacks its
/// option, with the error that it gave.
/// </summary>
[XunitTestCaseDiscoverer("WinsockGen.Windows.Tests.Options.OptionTheoryDiscoverer", "WinsockGen.Windows.Tests")]
public sealed class OptionTheoryAttribute : TheoryAttribute;
