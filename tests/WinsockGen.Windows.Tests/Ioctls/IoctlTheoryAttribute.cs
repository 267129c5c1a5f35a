using Xunit;
using Xunit.Sdk;

namespace WinsockGen.Windows.Tests.Ioctls;

/// <summary>
/// A theory whose first argument is a method of the catalog, <c>IOCTL.METHOD</c>. A row is skipped where this Winsock lacks its ioctl, with
/// the error that it gave.
/// </summary>
[XunitTestCaseDiscoverer("WinsockGen.Windows.Tests.Ioctls.IoctlTheoryDiscoverer", "WinsockGen.Windows.Tests")]
public sealed class IoctlTheoryAttribute : TheoryAttribute;
