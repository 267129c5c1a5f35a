namespace WinsockGen.Analyzers;

/// <summary>
/// Every rule id, once. The first digit is the subject: 1 streams, 2 datagrams, 3 addressing, 4 options, 5 overlapped
/// operations, 6 errors and handles, 7 protocol capabilities, 8 start-up and extension functions.
/// </summary>
public static class RuleIds
{
    public const string ReceiveCountIgnored = "WSG1001";
    public const string ReadLoopCountNotShrunk = "WSG1005";
    public const string EmptyDatagramIsNotClose = "WSG2001";
    public const string OptionAtWrongLevel = "WSG4001";
    public const string InvalidSocketTest = "WSG6001";
}
