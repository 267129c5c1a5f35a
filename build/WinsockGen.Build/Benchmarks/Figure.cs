namespace WinsockGen.Build.Benchmarks;

/// <summary>A line of the table of figures, as it is read.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Floor">What the least possible costs; a dash where there is no such thing.</param>
/// <param name="Budget">What is allowed.</param>
/// <param name="IsWithin">The figure keeps the budget.</param>
/// <param name="Command">The arguments of the measuring program.</param>
public sealed record Figure(string What, string Value, string Floor, string Budget, bool IsWithin, string Command)
{
    public const string NoFloor = "–";

    /// <summary>The head of a table of figures in Markdown.</summary>
    public const string MarkdownHead = "| what | figure | floor | budget | within | measured by |\n|---|---|---|---|---|---|";

    /// <summary>The line of this figure in such a table.</summary>
    public string ToMarkdown() => $"| {What} | {Value} | {Floor} | {Budget} | {(IsWithin ? "yes" : "**no**")} | `{Command}` |";
}
