using System;
using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Writes friendly overloads: handles that cannot be closed in the middle, spans, and exceptions.</summary>
internal sealed class OverloadEmitter(EmissionContext context)
{
    private const string Result = "result_";

    private readonly List<OverloadPlan> _plans = context.Selection.Functions
        .Select(position => OverloadPlan.For(context, context.Catalog.Functions[position]))
        .OfType<OverloadPlan>()
        .ToList();

    public bool HasAny => _plans.Count > 0;

    private bool HasSpan => context.Capabilities.HasSpan;

    public void Write(SourceWriter writer)
    {
        foreach (var plan in _plans)
        {
            Write(writer, plan);
        }

        OverloadSupport.Write(writer, _plans, HasSpan);
    }

    private void Write(SourceWriter writer, OverloadPlan plan)
    {
        var function = plan.Function;
        Documentation.Write(writer, function.Summary);
        context.WritePlatformAttribute(writer, function.MinWindows);
        writer.Write($"public static {ReturnType(plan)} {Identifier.Escape(function.Name)}(");
        WriteParameters(writer, plan.Parameters);
        writer.Line(")");
        using var body = writer.Braces();
        foreach (var length in plan.Parameters.Where(parameter => parameter.Shape == OverloadShape.WrittenLength))
        {
            writer.Line($"{length.Name} = {LengthOf(length, length.PointedType)};");
        }

        foreach (var socket in plan.Parameters.Where(parameter => parameter.Shape == OverloadShape.Socket))
        {
            writer.Line($"using ({OverloadSupport.Lease} {socket.LocalName} = new {OverloadSupport.Lease}({socket.Name}))");
        }

        foreach (var pinned in plan.Parameters.Where(IsPinned))
        {
            writer.Line($"fixed ({PinnedType(pinned)} {pinned.LocalName} = {PinnedValue(pinned)})");
        }

        using var inner = writer.Braces();
        WriteCall(writer, plan);
    }

    private void WriteParameters(SourceWriter writer, IReadOnlyList<OverloadParameter> parameters)
    {
        var separator = string.Empty;
        foreach (var parameter in parameters)
        {
            var text = parameter.Shape switch
            {
                OverloadShape.Raw => $"{parameter.RawType} {parameter.Name}",
                OverloadShape.Socket => $"_Interop::SafeHandle {parameter.Name}",
                OverloadShape.Buffer => BufferParameter(parameter),
                OverloadShape.WrittenLength or OverloadShape.Out => $"out {parameter.PointedType} {parameter.Name}",
                OverloadShape.In => $"in {parameter.PointedType} {parameter.Name}",
                OverloadShape.Ref => $"ref {parameter.PointedType} {parameter.Name}",
                OverloadShape.Text => $"string{(parameter.Raw.IsOptional ? "?" : string.Empty)} {parameter.Name}",
                OverloadShape.Truth => $"bool {parameter.Name}",
                _ => string.Empty,
            };
            if (text.Length > 0)
            {
                writer.Write(separator).Write(text);
                separator = ", ";
            }
        }
    }

    private string BufferParameter(OverloadParameter parameter)
    {
        if (HasSpan)
        {
            return $"{(parameter.IsReadOnly ? "_Sys::ReadOnlySpan" : "_Sys::Span")}<{parameter.ElementType}> {parameter.Name}";
        }

        var array = $"{parameter.ElementType}[]{(parameter.Raw.IsOptional ? "?" : string.Empty)} {parameter.Name}";
        return parameter.ElementType == "byte" ? $"{array}, int {parameter.Raw.Name}Offset, int {parameter.Raw.Name}Count" : array;
    }

    private static bool IsPinned(OverloadParameter parameter) => parameter.Shape
        is OverloadShape.Buffer or OverloadShape.WrittenLength or OverloadShape.In or OverloadShape.Out or OverloadShape.Ref or OverloadShape.Text;

    private static string PinnedType(OverloadParameter parameter) =>
        parameter.Shape == OverloadShape.Buffer ? parameter.ElementType + "*" : parameter.RawType;

    private static string PinnedValue(OverloadParameter parameter) =>
        parameter.Shape is OverloadShape.Buffer or OverloadShape.Text ? parameter.Name : "&" + parameter.Name;

    private string Argument(OverloadParameter parameter) => parameter.Shape switch
    {
        OverloadShape.Buffer => BufferArgument(parameter),
        OverloadShape.Length => LengthOf(parameter, parameter.RawType),
        OverloadShape.Truth => $"{parameter.Name} ? 1 : 0",
        OverloadShape.Omitted => "null",
        OverloadShape.Raw => parameter.Name,
        _ => parameter.LocalName,
    };

    private string BufferArgument(OverloadParameter parameter)
    {
        var pointer = HasSpan || parameter.ElementType != "byte" ? parameter.LocalName : $"{parameter.LocalName} + {parameter.Raw.Name}Offset";
        return parameter.PointedType == parameter.ElementType ? pointer : $"({parameter.RawType})({pointer})";
    }

    private string LengthOf(OverloadParameter length, string type)
    {
        var buffer = length.Buffer!;
        var value = HasSpan ? $"{buffer.Name}.Length"
            : buffer.ElementType == "byte" ? $"{OverloadSupport.Check}({buffer.Name}, {buffer.Raw.Name}Offset, {buffer.Raw.Name}Count)"
            : buffer.Raw.IsOptional ? $"({buffer.Name} == null ? 0 : {buffer.Name}.Length)" : $"{buffer.Name}.Length";
        return type == "int" ? value : $"({type}){value}";
    }

    private string ReturnType(OverloadPlan plan) => plan switch
    {
        { StartsOperation: true } => "bool",
        { Function.Failure.Kind: FailureKind.False or FailureKind.ErrorCode } => "void",
        { Function.Failure.Kind: FailureKind.InvalidSocket } when context.Capabilities.HasSafeSocketHandle => OverloadSupport.SafeSocketHandle,
        _ => context.Types.Spell(plan.Function.Returns),
    };

    private void WriteCall(SourceWriter writer, OverloadPlan plan)
    {
        var function = plan.Function;
        var type = context.Types.Spell(function.Returns);
        var call = $"{Identifier.Escape(function.Name)}({string.Join(", ", plan.Parameters.Select(Argument))})";
        var failed = FailureTest(function, Result, type);
        if (plan.StartsOperation && failed.Length > 0)
        {
            writer.Line($"{type} {Result} = {call};").Line($"return !({failed}) || {OverloadSupport.Pends}();");
        }
        else if (failed.Length == 0)
        {
            writer.Line($"{(function.Returns.IsVoid ? string.Empty : "return ")}{call};");
        }
        else
        {
            writer.Line($"{type} {Result} = {call};");
            writer.Line($"if ({failed}) throw {OverloadSupport.Failure}({(function.Failure.Kind != FailureKind.ErrorCode ? string.Empty : type == "int" ? Result : "unchecked((int)" + Result + ")")});");
            if (function.Failure.Kind == FailureKind.InvalidSocket && context.Capabilities.HasSafeSocketHandle)
            {
                writer.Line($"return new {OverloadSupport.SafeSocketHandle}(unchecked((nint){Result}), true);");
            }
            else if (function.Failure.Kind is not (FailureKind.False or FailureKind.ErrorCode))
            {
                writer.Line($"return {Result};");
            }
        }
    }

    private static string FailureTest(CatalogFunction function, string result, string type) => function.Failure.Kind switch
    {
        FailureKind.SocketError => $"{result} == -1",
        FailureKind.InvalidSocket => $"{result} == ~(nuint)0",
        FailureKind.False => $"{result} == 0",
        FailureKind.Null => type.EndsWith("*", StringComparison.Ordinal) ? $"{result} == null" : $"{result} == 0",
        FailureKind.ErrorCode => $"{result} != 0",
        FailureKind.Value => $"{result} == unchecked(({type})({function.Failure.Value}))",
        _ => string.Empty,
    };
}
