using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace WinsockGen.Build.Testing;

/// <summary>The results that `dotnet test --logger trx` writes.</summary>
public sealed class TrxFile
{
    private static readonly XNamespace Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    private TrxFile(TestTally tally, IReadOnlyList<string> skips)
    {
        Tally = tally;
        Skips = skips;
    }

    public TestTally Tally { get; }

    /// <summary>One line per reason for a skip, with how many tests it kept from running.</summary>
    public IReadOnlyList<string> Skips { get; }

    public static TrxFile Load(string path) => Read(XDocument.Load(path));

    public static TrxFile Read(XDocument document)
    {
        var results = document.Descendants(Namespace + "UnitTestResult").ToList();
        var passed = results.Count(result => Outcome(result) == "Passed");
        var skipped = results.Where(result => Outcome(result) == "NotExecuted").ToList();

        // Whatever else it is called (Failed, Error, Timeout, Aborted), it did not pass.
        var failed = results.Count - passed - skipped.Count;

        return new TrxFile(
            new TestTally(passed, failed, skipped.Count),
            [.. skipped.GroupBy(Reason).Select(group => $"skipped {group.Count()}: {group.Key}")]);
    }

    private static string? Outcome(XElement result) => (string?)result.Attribute("outcome");

    private static string Reason(XElement result) =>
        (result.Descendants(Namespace + "Message").FirstOrDefault() ?? result.Descendants(Namespace + "StdOut").FirstOrDefault())
        ?.Value.Trim() ?? (string?)result.Attribute("testName") ?? "no reason given";
}
