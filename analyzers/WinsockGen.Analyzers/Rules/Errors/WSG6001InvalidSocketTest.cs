using System.Collections.Concurrent;
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

    /// <summary>The property of a finding that gives the full name of INVALID_SOCKET, where the class of the import has it.</summary>
    public const string ConstantProperty = "constant";

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
            start.RegisterOperationBlockStartAction(AnalyzeBlock);
        });
    }

    /// <summary>Starts from the calls that return a SOCKET, since comparisons are many and such calls are few.</summary>
    private static void AnalyzeBlock(OperationBlockStartAnalysisContext block)
    {
        var calls = new ConcurrentQueue<IInvocationOperation>();
        block.RegisterOperationAction(
            context =>
            {
                if (IsCreation(context.Operation))
                    calls.Enqueue((IInvocationOperation)context.Operation);
            },
            OperationKind.Invocation);
        block.RegisterOperationBlockEndAction(context =>
        {
            foreach (IInvocationOperation call in calls)
                AnalyzeCall(context, call);
        });
    }

    private static void AnalyzeCall(OperationBlockAnalysisContext context, IInvocationOperation call)
    {
        IOperation value = Outermost(call);
        ReportTest(context, call, value);
        if (FreshLocal(value) is not { } local)
            return;
        ILocalReferenceOperation[] references =
        [
            .. call.Root().DescendantsAndSelf()
                .OfType<ILocalReferenceOperation>()
                .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local)),
        ];
        if (!IsDeclaredFresh(call, local) || !references.All(IsWrittenByCreationOnly) || references.Any(SocketTests.IsComparedWithInvalid))
            return;
        // With several creations in one local, the first of them in the source speaks for it.
        if (FirstCreation(call, local)?.Syntax != call.Syntax)
            return;
        foreach (ILocalReferenceOperation reference in references)
        {
            if (reference.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != reference)
                ReportTest(context, call, reference);
        }
    }

    private static void ReportTest(OperationBlockAnalysisContext context, IInvocationOperation call, IOperation socket)
    {
        if (SocketTests.WrongTest(Outermost(socket)) is not { } test)
            return;
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(MeaningProperty, test.MeansFailure ? "failed" : "made");
        if (InvalidSocket(call.TargetMethod.ContainingType) is { } constant)
            properties = properties.Add(ConstantProperty, constant);
        string name = (socket is ISimpleAssignmentOperation assignment ? assignment.Target : socket).Display();
        context.ReportDiagnostic(Diagnostic.Create(Rule, test.Operation.Syntax.GetLocation(), properties, name, $"`{test.Description}`"));
    }

    private static string? InvalidSocket(INamedTypeSymbol? importer)
        => importer is not null && importer.GetMembers("INVALID_SOCKET").Any(member => member.IsStatic)
            ? importer.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ".INVALID_SOCKET"
            : null;

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

    /// <summary>Whether the local is declared without a value, or with a created socket.</summary>
    private static bool IsDeclaredFresh(IOperation call, ILocalSymbol local)
        => call.Root().DescendantsAndSelf()
            .OfType<IVariableDeclaratorOperation>()
            .Where(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
            .All(declarator => declarator.Initializer is not { } initializer || IsCreation(initializer.Value.WithoutConversions()));

    /// <summary>A local that is ever given something else may use 0 for "not created yet".</summary>
    private static bool IsWrittenByCreationOnly(ILocalReferenceOperation reference) => reference.Parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == reference => IsCreation(assignment.Value.WithoutConversions()),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => false,
        IAddressOfOperation => false,
        _ => true,
    };
}
