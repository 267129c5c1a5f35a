using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Operations;
using WinsockGen.Analyzers.Symbols;

namespace WinsockGen.Analyzers.Rules.Errors;

/// <summary>WSG6001: the result of <c>socket</c>, <c>accept</c> and their like tested for anything but INVALID_SOCKET.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WSG6001InvalidSocketTest : DiagnosticAnalyzer
{
    /// <summary>The property of a finding that says whether the test is true for failure ("failed") or for success ("made").</summary>
    public const string MeaningProperty = "meaning";

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.InvalidSocketTest,
        RuleTexts.Get("WSG6001_Title"),
        RuleTexts.Get("WSG6001_Message"),
        RuleCategories.Errors,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        RuleTexts.Get("WSG6001_Description"),
        RuleTexts.HelpLink(RuleIds.InvalidSocketTest),
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
            if (SocketCompilation.TryGet(start.Compilation) is null)
                return;
            start.RegisterOperationAction(AnalyzeCall, OperationKind.Invocation);
        });
    }

    /// <summary>Starts from the calls that return a SOCKET, since comparisons are many and such calls are few.</summary>
    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (WinsockImports.FunctionName(call.TargetMethod) is not { } function || !SocketFunctions.ReturnsSocket(function))
            return;

        IOperation value = Outermost(call);
        ReportTest(context, value);
        if (FreshLocal(value) is not { } local)
            return;
        ILocalReferenceOperation[] references =
        [
            .. call.Root().DescendantsAndSelf()
                .OfType<ILocalReferenceOperation>()
                .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local)),
        ];
        if (!references.All(IsWrittenByCreationOnly) || references.Any(SocketTests.IsComparedWithInvalid))
            return;
        // With several creations in one local, the first of them in the source speaks for it.
        if (FirstCreation(call, local)?.Syntax != call.Syntax)
            return;
        foreach (ILocalReferenceOperation reference in references)
        {
            if (reference.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != reference)
                ReportTest(context, reference);
        }
    }

    private static void ReportTest(OperationAnalysisContext context, IOperation socket)
    {
        if (SocketTests.WrongTest(Outermost(socket)) is not { } test)
            return;
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(MeaningProperty, test.MeansFailure ? "failed" : "made");
        string name = (socket is ISimpleAssignmentOperation assignment ? assignment.Target : socket).Display();
        context.ReportDiagnostic(Diagnostic.Create(Rule, test.Operation.Syntax.GetLocation(), properties, name, $"`{test.Description}`"));
    }

    /// <summary>The call with the casts around it, or the assignment that stores it and has its value.</summary>
    private static IOperation Outermost(IOperation operation)
    {
        while (operation.Parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation
            || (operation.Parent is IConversionOperation { Type.SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr })
            || (operation.Parent is ISimpleAssignmentOperation { Parent: not IExpressionStatementOperation } stored && stored.Value == operation))
            operation = operation.Parent;
        return operation;
    }

    /// <summary>The local that is given the value, at its declaration or later.</summary>
    private static ILocalSymbol? FreshLocal(IOperation value)
    {
        if (value is ISimpleAssignmentOperation { Target: ILocalReferenceOperation inner })
            return inner.Local;
        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local,
            _ => null,
        };
    }

    private static IInvocationOperation? FirstCreation(IOperation call, ILocalSymbol local)
        => call.Root().DescendantsAndSelf()
            .OfType<IInvocationOperation>()
            .FirstOrDefault(candidate => IsCreation(candidate) && SymbolEqualityComparer.Default.Equals(FreshLocal(Outermost(candidate)), local));

    private static bool IsCreation(IOperation operation)
        => operation is IInvocationOperation call && WinsockImports.FunctionName(call.TargetMethod) is { } function && SocketFunctions.ReturnsSocket(function);

    /// <summary>A local that is ever given something else may use 0 for "not created yet".</summary>
    private static bool IsWrittenByCreationOnly(ILocalReferenceOperation reference) => reference.Parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == reference => IsCreation(assignment.Value.WithoutConversions()),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => false,
        IAddressOfOperation => false,
        _ => true,
    };
}
