using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace WinsockGen.Build.Testing;

/// <summary>The results that `dotnet test --logger trx` writes.</summary>
public sealed class TrxFile
{
    private static readonly XNamespace Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    private TrxFile(TestTally tally, IReadOnlyList<string> failures, IReadOnlyList<string> skips)
    {
        Tally = tally;
        Failures = failures;
        Skips = skips;
    }

    public TestTally Tally { get; }

    /// <summary>Each failed test with its message and its stack.</summary>
    public IReadOnlyList<string> Failures { get; }

    /// <summary>One line per reason for a skip, with how many tests it kept from running.</summary>
    public IReadOnlyList<string> Skips { get; }

    public static TrxFile Load(string path) => Read(XDocument.Load(path));

    public static TrxFile Read(XDocument document)
    {
        var results = document.Descendants(Namespace + "UnitTestResult").ToList();
        var passed = results.Count(result => Outcome(result) == "Passed");
        var skipped = results.Where(result => Outcome(result) == "NotExecuted").ToList();

        // Whatever else it is called (Failed, Error, Timeout, Aborted), it did not pass.
        var failed = results.Where(result => Outcome(result) is not ("Passed" or "NotExecuted")).ToList();

        return new TrxFile(
            new TestTally(passed, failed.Count, skipped.Count),
            [.. failed.Select(Failure)],
            [.. skipped.GroupBy(Reason).Select(group => $"skipped {group.Count()}: {group.Key}")]);
    }

    private static string? Outcome(XElement result) => (string?)result.Attribute("outcome");

    private static string Failure(XElement result) => string.Join(
        '\n',
        result.Descendants().Where(element => element.Name.LocalName is "Message" or "StackTrace" or "StdOut")
            .Select(element => element.Value.TrimEnd())
            .Prepend($"FAILED {(string?)result.Attribute("testName")}"));

    private static string Reason(XElement result) =>
        (result.Descendants(Namespace + "Message").FirstOrDefault() ?? result.Descendants(Namespace + "StdOut").FirstOrDefault())
        ?.Value.Trim() ?? (string?)result.Attribute("testName") ?? "no reason given";
}
