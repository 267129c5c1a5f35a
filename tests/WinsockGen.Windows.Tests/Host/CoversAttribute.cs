using System;
using System.Collections.Generic;

namespace WinsockGen.Windows.Tests.Host;

/// <summary>Says what a test does, when it passes, with rows of the catalog; <see cref="CoverageCount"/> counts them.</summary>
/// <param name="table">What the rows are: options, ioctl methods.</param>
/// <param name="done">What was done with them: read, set, called.</param>
/// <param name="rows">Their names; none for the one that is the first argument of a theory.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CoversAttribute(string table, string done, params string[] rows) : Attribute
{
    public string Table => table;

    public string Done => done;

    public IReadOnlyList<string> Rows => rows;
}
