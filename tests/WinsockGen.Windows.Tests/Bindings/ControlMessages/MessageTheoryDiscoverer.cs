using System.Collections.Generic;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace WinsockGen.Windows.Tests.Bindings.ControlMessages;

/// <summary>Decides row by row what a <see cref="MessageTheoryAttribute"/> runs and what it skips.</summary>
public sealed class MessageTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        MessageOption.Of((string)dataRow[0]).WhyMissing() is { } reason
            ? CreateTestCasesForSkippedDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow, reason)
            : base.CreateTestCasesForDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow);
}
