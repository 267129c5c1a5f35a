namespace WinsockGen.Analyzers;

/// <summary>The category of each rule: one per first digit of its id.</summary>
public static class RuleCategories
{
    public const string Stream = "WinsockGen.Stream";
    public const string Datagram = "WinsockGen.Datagram";
    public const string Options = "WinsockGen.Options";
    public const string Errors = "WinsockGen.Errors";
}
