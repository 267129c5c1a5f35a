using System.Collections.Generic;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace WinsockGen.Windows.Tests.Ioctls;

/// <summary>Decides row by row what an <see cref="IoctlTheoryAttribute"/> runs and what it skips.</summary>
public sealed class IoctlTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        IoctlSubject.Of((string)dataRow[0]).WhyMissing() is { } reason
            ? CreateTestCasesForSkippedDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow, reason)
            : base.CreateTestCasesForDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow);
}
