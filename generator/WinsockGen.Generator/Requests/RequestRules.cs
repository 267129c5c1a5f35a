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
        "No name in Winsock matches '{0}'",
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
}
