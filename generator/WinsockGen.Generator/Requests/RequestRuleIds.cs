namespace WinsockGen.Generator.Requests;

/// <summary>The ids of what can be wrong with a request.</summary>
public static class RequestRuleIds
{
    public const string UnknownName = "WSG0001";
    public const string EmptyPattern = "WSG0002";
    public const string ClassCannotBeExtended = "WSG0003";
    public const string UnsafeCodeNotAllowed = "WSG0004";
    public const string LanguageTooOld = "WSG0005";
    public const string OptionsDefinedTwice = "WSG0006";
    public const string UnusedName = "WSG0007";
    public const string WordWithoutEffect = "WSG0008";
    public const string EmptyRequest = "WSG0009";
    public const string MemberClash = "WSG0010";
    public const string NotOnThisPlatform = "WSG0011";
    public const string OwnMemberShape = "WSG0012";
    public const string OwnValueType = "WSG0013";
    public const string OwnArgument = "WSG0014";
    public const string OwnMemberContradiction = "WSG0015";
    public const string OwnOptionLevel = "WSG0016";

    /// <summary>The property of WSG0003 that says that the class has to be unsafe too.</summary>
    public const string UnsafeProperty = "Unsafe";

    /// <summary>The property of WSG0012 that says that <c>partial</c> is all that is missing.</summary>
    public const string PartialProperty = "Partial";

    /// <summary>The property of WSG0016 that holds the names of the right levels, separated by commas.</summary>
    public const string LevelsProperty = "Levels";
}
