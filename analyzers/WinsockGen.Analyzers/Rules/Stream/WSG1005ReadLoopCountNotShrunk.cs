using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WinsockGen.Analyzers.Flow;
using WinsockGen.Analyzers.Operations;

namespace WinsockGen.Analyzers.Rules.Stream;

/// <summary>WSG1005: a read loop whose offset grows by what was received while its count stays what it was.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WSG1005ReadLoopCountNotShrunk : DiagnosticAnalyzer
{
    /// <summary>The property of a finding that names the offset.</summary>
    public const string OffsetProperty = "offset";

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.ReadLoopCountNotShrunk,
        RuleTexts.Get("WSG1005_Title"),
        RuleTexts.Get("WSG1005_Message"),
        RuleCategories.Stream,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        RuleTexts.Get("WSG1005_Description"),
        RuleTexts.HelpLink(RuleIds.ReadLoopCountNotShrunk),
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

    private static void Analyze(OperationAnalysisContext context, SocketCompilation sockets)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (sockets.Receives.Recognise(invocation) is not { Offset: { } offset, Count: { } count, Result: ReceiveResult.Count or ReceiveResult.CountMember } receive
            || count.ConstantInteger() is 0 or 1)
            return;
        ISymbol[] indexes = [.. Indexes(offset).Where(index => !count.Mentions(index))];
        if (indexes.Length == 0 || FlowGraphs.Of(context) is not { } graph || FlowGraphs.BlockOf(graph, invocation) is not { } block)
            return;

        foreach (Loop loop in Loop.Around(graph, block))
        {
            var writes = new LoopWrites(loop);
            if (indexes.FirstOrDefault(index => writes.GrowsBy(index, invocation)) is not { } grown)
                continue;
            if (writes.OnlyGrows(grown) && StaysTheSame(count, writes) && !IsReplaced(receive.Buffer, writes)
                && !new OffsetBounds(loop, writes, grown, receive, sockets.Receives).MayLeaveRoom())
                context.ReportDiagnostic(Diagnostic.Create(Rule, count.Syntax.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(OffsetProperty, grown.Name), grown.Name, receive.SocketName, count.Display()));
            return;
        }
    }

    /// <summary>The variables that an offset, or an address with an offset in it, is made of.</summary>
    private static IEnumerable<ISymbol> Indexes(IOperation offset)
    {
        offset = offset.WithoutConversions();
        switch (offset)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Indexes(sum.LeftOperand).Concat(Indexes(sum.RightOperand));
            case IAddressOfOperation address:
                return Indexes(address.Reference);
            case IArrayElementReferenceOperation { Indices.Length: 1 } element:
                return Indexes(element.Indices[0]);
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation:
                return [offset.Variable()!];
            case { Kind: OperationKind.None }:
                // Roslyn has no operation for an element of a pointer.
                return offset.ChildOperations.SelectMany(Indexes);
            default:
                return [];
        }
    }

    /// <summary>Whether the count has the same value in every round. What cannot be told counts as changing.</summary>
    private static bool StaysTheSame(IOperation count, LoopWrites writes) => count.WithoutConversions() switch
    {
        { ConstantValue.HasValue: true } => true,
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation => !writes.Writes(count.Variable()!) && !writes.MayWriteElsewhere(count.Variable()!),
        IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: { } instance } => StaysTheSame(instance, writes),
        IBinaryOperation binary => StaysTheSame(binary.LeftOperand, writes) && StaysTheSame(binary.RightOperand, writes),
        IInvocationOperation { TargetMethod: { Name: "Min" or "Max", ContainingType.Name: "Math" } } call => call.Arguments.All(argument => StaysTheSame(argument.Value, writes)),
        _ => false,
    };

    /// <summary>A buffer that is replaced or resized on the way can have room for the full count each time.</summary>
    private static bool IsReplaced(IOperation? buffer, LoopWrites writes)
        => buffer is not null && BufferSlices.Whole(buffer).Variable() is { } variable && (writes.Writes(variable) || writes.MayWriteElsewhere(variable));
}
