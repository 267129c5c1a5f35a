using Xunit;
using Xunit.Sdk;

namespace WinsockGen.Windows.Tests.Bindings.ControlMessages;

/// <summary>
/// A theory whose first argument is a control message of the catalog, <c>LEVEL.NAME</c>. A row is skipped where this Winsock refuses
/// the option that turns the message on, with the error that it gave.
/// </summary>
[XunitTestCaseDiscoverer("WinsockGen.Windows.Tests.Bindings.ControlMessages.MessageTheoryDiscoverer", "WinsockGen.Windows.Tests")]
public sealed class MessageTheoryAttribute : TheoryAttribute;
