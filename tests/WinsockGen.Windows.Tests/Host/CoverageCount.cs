using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit.Abstractions;

namespace WinsockGen.Windows.Tests.Host;

/// <summary>Of how many options and ioctls of the catalog the tests have seen something on this Winsock, and of how many nothing.</summary>
internal sealed class CoverageCount
{
    private const string Skipped = "skipped";

    /// <summary>By table and row, what was done; nothing where every test of the row was skipped.</summary>
    private readonly SortedDictionary<string, Dictionary<string, SortedSet<string>>> _tables = new(StringComparer.Ordinal);

    public void AddPassed(ITestCase test) => Add(test, passed: true);

    public void AddSkipped(ITestCase test) => Add(test, passed: false);

    public void Write(TextWriter output)
    {
        foreach (var (table, rows) in _tables)
        {
            var counts = rows.Values
                .GroupBy(done => done.Count == 0 ? Skipped : string.Join(" and ", done))
                .OrderBy(group => group.Key == Skipped)
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {group.Key}");
            output.WriteLine($"{rows.Count} {table}: {string.Join(", ", counts)}");
        }
    }

    private void Add(ITestCase test, bool passed)
    {
        if (test.TestMethod.Method is not IReflectionMethodInfo { MethodInfo: var method } || method.GetCustomAttribute<CoversAttribute>() is not { } covers)
            return;

        if (!_tables.TryGetValue(covers.Table, out var rows))
            _tables.Add(covers.Table, rows = []);
        foreach (var row in covers.Rows.Count > 0 ? covers.Rows : [(string)test.TestMethodArguments[0]])
        {
            if (!rows.TryGetValue(row, out var done))
                rows.Add(row, done = new(StringComparer.Ordinal));
            if (passed)
                done.Add(covers.Done);
        }
    }
}
