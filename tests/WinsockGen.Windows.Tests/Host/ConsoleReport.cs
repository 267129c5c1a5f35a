using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace WinsockGen.Windows.Tests.Host;

/// <summary>Prints a line per test class, every failure in full, every reason for a skip, counts of what was covered, and the closing line.</summary>
internal sealed class ConsoleReport(TextWriter output) : IMessageSink
{
    private readonly ManualResetEventSlim _ended = new();
    private readonly SortedDictionary<string, int> _skips = new(StringComparer.Ordinal);
    private readonly CallCount _calls = new();
    private readonly CoverageCount _coverage = new();
    private string _currentTest = "";
    private long _currentTestStarted;
    private int _passed;
    private int _skipped;

    /// <summary>Failed tests, and whatever else went wrong around them (a fixture, a clean-up, a crash in xunit).</summary>
    public int Failed { get; private set; }

    /// <summary>Tests that ran to an end. Skipped ones did not run.</summary>
    public int Ran => _passed + Failed;

    /// <summary>How long the test that runs now has been running; zero between tests.</summary>
    public TimeSpan CurrentTestRunsFor
    {
        get
        {
            var started = Volatile.Read(ref _currentTestStarted);
            return started == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(started);
        }
    }

    public bool WaitForEnd(TimeSpan limit) => _ended.Wait(limit);

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestStarting starting:
                _currentTest = starting.Test.DisplayName;
                Volatile.Write(ref _currentTestStarted, Stopwatch.GetTimestamp());
                break;

            case ITestPassed passed:
                _passed++;
                _calls.Add(passed.TestMethod);
                _coverage.AddPassed(passed.TestCase);
                break;

            case ITestFailed failed:
                Fail(failed.Test.DisplayName, failed);
                if (!string.IsNullOrEmpty(failed.Output))
                    output.WriteLine(failed.Output);
                break;

            case ITestSkipped skipped:
                _skipped++;
                _coverage.AddSkipped(skipped.TestCase);
                _skips[skipped.Reason] = _skips.GetValueOrDefault(skipped.Reason) + 1;
                break;

            case ITestFinished:
                Volatile.Write(ref _currentTestStarted, 0);
                break;

            case ITestClassFinished finished:
                output.WriteLine(
                    $"  {finished.TestClass.Class.Name}: {finished.TestsRun} in {finished.ExecutionTime:0.00} s"
                    + (finished.TestsSkipped > 0 ? $", {finished.TestsSkipped} skipped" : ""));
                break;

            // Errors outside a test: xunit itself, and the clean-up of a test, a class, a collection or the assembly.
            case IFailureInformation error:
                Fail(message.GetType().Name, error);
                break;
        }

        if (message is ITestAssemblyFinished)
            _ended.Set();

        return true;
    }

    public void WriteHang()
    {
        Failed++;
        output.WriteLine($"FAILED {_currentTest}");
        output.WriteLine($"  hung: not finished after {CurrentTestRunsFor.TotalSeconds:0} s; the tests after it did not run");
    }

    /// <summary>Says which functions the tests called; fewer than required is a failure.</summary>
    public void RequireCalls()
    {
        _calls.Write(output);
        if (!_calls.IsEnough)
        {
            Failed++;
            output.WriteLine("FAILED too few different functions were called");
        }
    }

    public void WriteSummary()
    {
        foreach (var (reason, count) in _skips)
            output.WriteLine($"skipped {count}: {reason}");
        _coverage.Write(output);
        if (Ran == 0)
            output.WriteLine("No test ran.");
        output.WriteLine($"{_passed} passed, {Failed} failed, {_skipped} skipped");
    }

    private void Fail(string what, IFailureInformation failure)
    {
        Failed++;
        output.WriteLine($"FAILED {what}");
        output.WriteLine(Indent(ExceptionUtility.CombineMessages(failure)));
        output.WriteLine(Indent(ExceptionUtility.CombineStackTraces(failure)));
    }

    private static string Indent(string? text) =>
        string.Join(Environment.NewLine, (text ?? "").Split('\n').Select(line => "  " + line.TrimEnd('\r')));
}
