using System.Collections.Generic;
using System.Threading;
using Xunit.Abstractions;

namespace WinsockGen.Windows.Tests.Host;

/// <summary>Collects the test cases that xunit finds.</summary>
internal sealed class TestDiscovery : IMessageSink
{
    private readonly ManualResetEventSlim _complete = new();

    public List<ITestCase> TestCases { get; } = [];

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage found:
                TestCases.Add(found.TestCase);
                break;
            case IDiscoveryCompleteMessage:
                _complete.Set();
                break;
        }

        return true;
    }

    public void Wait() => _complete.Wait();
}
