using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using WinsockGen.Analyzers.Operations;

namespace WinsockGen.Analyzers.Rules.Options;

/// <summary>WSG4001: an option that is set or read at a level where its number is another option's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WSG4001OptionAtWrongLevel : DiagnosticAnalyzer
{
    /// <summary>The property of a finding that lists the right levels as <c>NAME=NUMBER</c>, separated by blanks.</summary>
    public const string LevelsProperty = "levels";

    /// <summary>The property of a finding that names the member of <c>SocketOptionName</c> that the number is at the level as written.</summary>
    public const string MemberProperty = "member";

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.OptionAtWrongLevel,
        RuleTexts.Get("WSG4001_Title"),
        RuleTexts.Get("WSG4001_Message"),
        RuleCategories.Options,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        RuleTexts.Get("WSG4001_Description"),
        RuleTexts.HelpLink(RuleIds.OptionAtWrongLevel),
        RuleTexts.PackageTag);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (SocketCompilation.TryGet(start.Compilation) is { } sockets)
                start.RegisterOperationAction(operation => Analyze(operation, sockets), OperationKind.Invocation);
        });
    }

    /// <summary>The member of <c>SocketOptionLevel</c> for a level of Winsock.</summary>
    public static string ManagedLevel(string level) => level switch
    {
        "SOL_SOCKET" => "Socket",
        "IPPROTO_IP" => "IP",
        "IPPROTO_IPV6" => "IPv6",
        "IPPROTO_TCP" => "Tcp",
        "IPPROTO_UDP" => "Udp",
        _ => level,
    };

    private static void Analyze(OperationAnalysisContext context, SocketCompilation sockets)
    {
        if (OptionCall.Recognise((IInvocationOperation)context.Operation, sockets.Types) is not { } call
            || call.Level.ConstantInteger() is not { } level || call.Name.ConstantInteger() is not { } number)
            return;
        OptionTable table = OptionTable.Shared;
        if (table.LevelName(level) is not { } levelName || Meant(call, number, table) is not { Count: > 0 } meant || IsRight(meant, level, number, table))
            return;

        bool isMember = call.NameConstant?.ContainingType.Name == "SocketOptionName";
        OptionTable.Option[] there = [.. table.Numbered(number).Where(option => option.LevelNumber == level)];
        string[] levels = [.. meant.Select(option => option.Level).Distinct()];
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
            .Add(LevelsProperty, string.Join(" ", meant.Select(option => option.Level + "=" + option.LevelNumber.ToString(CultureInfo.InvariantCulture)).Distinct()));
        if (isMember && there.Select(table.MemberFor).FirstOrDefault(name => name is not null) is { } member)
            properties = properties.Add(MemberProperty, member);
        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            Place(call),
            [call.Level.Syntax.GetLocation(), call.Name.Syntax.GetLocation()],
            properties,
            call.NameConstant?.Name ?? call.Name.Display(),
            Quoted(levels.Select(name => call.IsNative ? name : ManagedLevel(name))),
            call.IsNative ? levelName : ManagedLevel(levelName),
            number.ToString(CultureInfo.InvariantCulture),
            there.Length > 0 ? Quoted(there.Select(option => option.Name)) : RuleTexts.Get("WSG4001_NoOption")));
    }

    /// <summary>The options that the code names; empty where it gives a number that tells nothing.</summary>
    private static IReadOnlyList<OptionTable.Option> Meant(OptionCall call, long number, OptionTable table)
    {
        if (call.NameConstant is { } constant)
        {
            if (constant.ContainingType.Name == "SocketOptionName")
                return table.OfMember(constant.Name);
            OptionTable.Option[] named = [.. table.Named(constant.Name).Where(option => option.Value == number)];
            if (named.Length > 0)
                return named;
        }

        // A bare number given to the BCL may be meant for another operating system.
        return call.IsNative ? [.. table.Numbered(number)] : [];
    }

    private static bool IsRight(IReadOnlyList<OptionTable.Option> meant, long level, long number, OptionTable table)
        => meant.Any(option => option.LevelNumber == level)
            || (meant.All(option => IsInternetProtocol(option.Level)) && table.Numbered(number).Any(option => option.LevelNumber == level && IsInternetProtocol(option.Level)));

    /// <summary>IPv4 and IPv6 give the same number to the options that they share, under two names.</summary>
    private static bool IsInternetProtocol(string level) => level is "IPPROTO_IP" or "IPPROTO_IPV6";

    private static string Quoted(IEnumerable<string> names) => string.Join(" / ", names.Select(name => "`" + name + "`"));

    /// <summary>Both arguments, where they stand side by side.</summary>
    private static Location Place(OptionCall call)
    {
        int start = Math.Min(call.Level.Syntax.SpanStart, call.Name.Syntax.SpanStart);
        int end = Math.Max(call.Level.Syntax.Span.End, call.Name.Syntax.Span.End);
        return Location.Create(call.Level.Syntax.SyntaxTree, TextSpan.FromBounds(start, end));
    }
}
