using System.Collections.Generic;
using WinsockGen.Catalog;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace WinsockGen.Windows.Tests.Options;

/// <summary>Decides row by row what an <see cref="OptionTheoryAttribute"/> runs and what it skips.</summary>
public sealed class OptionTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        WhyMissing((string)dataRow[0]) is { } reason
            ? CreateTestCasesForSkippedDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow, reason)
            : base.CreateTestCasesForDataRow(discoveryOptions, testMethod, theoryAttribute, dataRow);

    private static string? WhyMissing(string name)
    {
        var option = WinsockCatalog.Shared.Options.Find(name)!;
        return ActingOption.All.TryGetValue(name, out var acting) ? acting.WhyMissing(option) : OptionSubject.Of(name).WhyMissing();
    }
}
