using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WinsockGen.Generator.Requests;

/// <summary>What can be wrong with a request, as the analyzer says it.</summary>
internal static class RequestRules
{
    private const string Category = "WinsockGen.Requests";
    private const string DocumentationRoot = "https://github.com/winsockgen/winsockgen/blob/main/docs/rules/";

    /// <summary>The properties of a WSG0003 whose class has to be unsafe too.</summary>
    public static readonly ImmutableDictionary<string, string?> NeedsUnsafe =
        ImmutableDictionary<string, string?>.Empty.Add(RequestRuleIds.UnsafeProperty, "true");

    public static readonly DiagnosticDescriptor UnknownName = new(
        RequestRuleIds.UnknownName,
        "A requested name does not exist",
        "Winsock has no '{0}'{1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Include and Exclude take the names of functions, structs, constants and macros as the Windows SDK spells them.",
        DocumentationRoot + RequestRuleIds.UnknownName + ".md");

    public static readonly DiagnosticDescriptor EmptyPattern = new(
        RequestRuleIds.EmptyPattern,
        "A pattern matches nothing",
        "No name in Winsock matches '{0}'{1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A pattern that matches no name has no effect; names are case-sensitive.",
        DocumentationRoot + RequestRuleIds.EmptyPattern + ".md");

    public static readonly DiagnosticDescriptor ClassCannotBeExtended = new(
        RequestRuleIds.ClassCannotBeExtended,
        "A class cannot receive what it asks for",
        "'{0}' cannot receive {2}: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "What is generated is added to the class as another part of it, so it must be static and partial, and unsafe for bindings.",
        DocumentationRoot + RequestRuleIds.ClassCannotBeExtended + ".md");

    public static readonly DiagnosticDescriptor UnsafeCodeNotAllowed = new(
        RequestRuleIds.UnsafeCodeNotAllowed,
        "Bindings need unsafe code",
        "Bindings use pointers: set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project file",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Raw bindings are pointers and function pointers, which C# calls unsafe code.",
        DocumentationRoot + RequestRuleIds.UnsafeCodeNotAllowed + ".md");

    public static readonly DiagnosticDescriptor LanguageTooOld = new(
        RequestRuleIds.LanguageTooOld,
        "Bindings need C# 9",
        "Bindings use function pointers, which begin with C# 9, and this project uses C# {0}: set <LangVersion>9</LangVersion> or later",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The default language version of .NET Framework and netstandard2.0 projects is C# 7.3; a later one can be set.",
        DocumentationRoot + RequestRuleIds.LanguageTooOld + ".md");

    public static readonly DiagnosticDescriptor OptionsDefinedTwice = new(
        RequestRuleIds.OptionsDefinedTwice,
        "Socket options are defined twice",
        "'{0}' defines the options of {1} too, so that using them is ambiguous: ask for a level in one class only",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "C# cannot choose between two extension members of one name (CS9339, CS0121) where it sees both classes.",
        DocumentationRoot + RequestRuleIds.OptionsDefinedTwice + ".md");

    public static readonly DiagnosticDescriptor UnusedName = new(
        RequestRuleIds.UnusedName,
        "An included name is not used",
        "Nothing in this project uses what '{0}' adds to '{1}'",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A name in Include whose member no code names can be removed. Classes that other projects see are not looked at.",
        DocumentationRoot + RequestRuleIds.UnusedName + ".md",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor WordWithoutEffect = new(
        RequestRuleIds.WordWithoutEffect,
        "A name in a list has no effect",
        "'{0}' has no effect in {1}: {2}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Without it the same would be generated.",
        DocumentationRoot + RequestRuleIds.WordWithoutEffect + ".md");

    public static readonly DiagnosticDescriptor EmptyRequest = new(
        RequestRuleIds.EmptyRequest,
        "A request asks for nothing",
        "'{0}' receives nothing: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An attribute from which nothing follows is hardly what was meant.",
        DocumentationRoot + RequestRuleIds.EmptyRequest + ".md");

    public static readonly DiagnosticDescriptor MemberClash = new(
        RequestRuleIds.MemberClash,
        "A member has the name of a generated one",
        "'{0}' is generated into '{1}' too: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "C# reports the second member of a name in the generated file (CS0102, CS0111, CS0542); this says it where it can be changed.",
        DocumentationRoot + RequestRuleIds.MemberClash + ".md");

    public static readonly DiagnosticDescriptor NotOnThisPlatform = new(
        RequestRuleIds.NotOnThisPlatform,
        "A requested function is missing in processes of this kind",
        "Only {2}-bit Windows has '{0}', and this project is built for {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A call of it is an EntryPointNotFoundException there.",
        DocumentationRoot + RequestRuleIds.NotOnThisPlatform + ".md");

    public static readonly DiagnosticDescriptor OwnMemberShape = new(
        RequestRuleIds.OwnMemberShape,
        "A member cannot be implemented",
        "'{0}' cannot be implemented: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "An option or an ioctl is a partial method whose parameters and result say what goes to Windows and what comes back; a control message is a partial struct.",
        DocumentationRoot + RequestRuleIds.OwnMemberShape + ".md");

    public static readonly DiagnosticDescriptor OwnValueType = new(
        RequestRuleIds.OwnValueType,
        "A type cannot hold what Windows reads or writes",
        "'{0}' cannot hold a value of Windows: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Values are bool, integers, enums, TimeSpan, IPAddress, structs of fields that have the same bytes for C# and for Windows, and bytes.",
        DocumentationRoot + RequestRuleIds.OwnValueType + ".md");

    public static readonly DiagnosticDescriptor OwnArgument = new(
        RequestRuleIds.OwnArgument,
        "An argument is no integer that is known before code is generated",
        "'{0}' is no number that the generator can know: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "Levels, names, types and codes are constant integers of 32 bits: literals, constants, members of enumerations, constants of bindings, and what operators make of them.",
        DocumentationRoot + RequestRuleIds.OwnArgument + ".md");

    public static readonly DiagnosticDescriptor OwnMemberContradiction = new(
        RequestRuleIds.OwnMemberContradiction,
        "A member contradicts what is known of Windows",
        "'{0}' contradicts what is known of Windows: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The member does what it says, but Windows will refuse it, or read or write other bytes.",
        DocumentationRoot + RequestRuleIds.OwnMemberContradiction + ".md");

    public static readonly DiagnosticDescriptor OwnOptionLevel = new(
        RequestRuleIds.OwnOptionLevel,
        "A name belongs to another level",
        "'{0}' belongs to {1}, not to {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The same number means something else at another level, or nothing.",
        DocumentationRoot + RequestRuleIds.OwnOptionLevel + ".md");
}
