using System;
using System.Xml.Linq;
using WinsockGen.Build.Testing;
using Xunit;

namespace WinsockGen.Build.Tests;

/// <summary>That a run never looks better than it was.</summary>
public sealed class TestTallyTests
{
    private const string Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    [Fact]
    public void A_closing_line_is_read_as_it_is_written()
    {
        var tally = new TestTally(12, 3, 4);

        Assert.Equal("12 passed, 3 failed, 4 skipped", tally.ToString());
        Assert.Equal(tally, TestTally.Parse(tally.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12 passed, 3 failed")]
    [InlineData("and then 12 passed, 3 failed, 4 skipped")]
    [InlineData("12 passed, 3 failed, 4 skipped, Segmentation fault")]
    public void Anything_else_is_no_closing_line(string line) => Assert.Null(TestTally.Parse(line));

    [Fact]
    public void What_Wine_says_after_the_closing_line_does_not_hide_it() =>
        Assert.Equal(new TestTally(2, 0, 1), TestTally.ParseLast(["2 passed, 0 failed, 1 skipped", "wine client error:328: sendmsg: Bad file descriptor", ""]));

    [Fact]
    public void A_closing_line_that_anything_else_follows_does_not_close() =>
        Assert.Null(TestTally.ParseLast(["2 passed, 0 failed, 1 skipped", "Unhandled exception."]));

    [Fact]
    public void A_suite_in_which_nothing_ran_counts_as_failed()
    {
        var suite = new SuiteResult("suite", new TestTally(0, 0, 5), TimeSpan.Zero);

        Assert.Equal(new TestTally(0, 1, 5), suite.Tally);
        Assert.Equal("no test ran", suite.Problem);
    }

    [Fact]
    public void A_problem_beside_the_tests_counts_as_one_more_failure() =>
        Assert.Equal(new TestTally(7, 1, 0), new SuiteResult("suite", new TestTally(7, 0, 0), TimeSpan.Zero, "it crashed").Tally);

    [Fact]
    public void Results_of_dotnet_test_are_counted_by_their_outcome()
    {
        var trx = TrxFile.Read(Document("Passed", "Passed", "Failed", "NotExecuted"));

        Assert.Equal(new TestTally(2, 1, 1), trx.Tally);
        Assert.Equal(["FAILED Failed_test\nbecause"], trx.Failures);
        Assert.Equal(["skipped 1: because"], trx.Skips);
    }

    [Theory]
    [InlineData("Aborted")]
    [InlineData("Timeout")]
    [InlineData("Error")]
    public void An_outcome_that_is_neither_passed_nor_skipped_is_a_failure(string outcome) =>
        Assert.Equal(new TestTally(0, 1, 0), TrxFile.Read(Document(outcome)).Tally);

    private static XDocument Document(params string[] outcomes)
    {
        XNamespace trx = Trx;
        var results = new XElement(trx + "Results");
        foreach (var outcome in outcomes)
        {
            results.Add(new XElement(
                trx + "UnitTestResult",
                new XAttribute("outcome", outcome),
                new XAttribute("testName", outcome + "_test"),
                new XElement(trx + "Output", new XElement(trx + "ErrorInfo", new XElement(trx + "Message", "because")))));
        }

        return new XDocument(new XElement(trx + "TestRun", results));
    }
}
