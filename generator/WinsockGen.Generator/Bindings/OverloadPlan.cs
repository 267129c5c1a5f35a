using System;
using System.Collections.Generic;
using System.Linq;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Bindings;

/// <summary>Decides which friendly overload a function gets, if any.</summary>
internal sealed class OverloadPlan
{
    // A SafeHandle must close its own socket: to close it under the handle would let the handle close a stranger later.
    private const string CloseSocket = "closesocket";

    private readonly EmissionContext _context;

    private OverloadPlan(EmissionContext context, CatalogFunction function)
    {
        _context = context;
        Function = function;
        Parameters = function.Parameters.Select(raw => new OverloadParameter(raw, context.Types.Spell(raw.Type))).ToArray();

        // An operation that goes on after the call returns must not be given memory that is pinned for the call only.
        StartsOperation = Parameters.Any(parameter => IsOverlapped(parameter) && parameter.Raw is { IsOptional: false, Direction: ParameterDirection.InOut });
    }

    public CatalogFunction Function { get; }

    public IReadOnlyList<OverloadParameter> Parameters { get; }

    /// <summary>The call may go on in the background: it returns false then, true when it is done.</summary>
    public bool StartsOperation { get; }

    /// <returns>Null where an overload would add nothing, or a call could mean it and the raw function alike.</returns>
    public static OverloadPlan? For(EmissionContext context, CatalogFunction function)
    {
        if (function.Name == CloseSocket || function.Parameters.Any(DequeuesCompletions))
        {
            return null;
        }

        var plan = new OverloadPlan(context, function);
        plan.OmitOverlapped();
        foreach (var parameter in plan.Parameters)
        {
            plan.Shape(parameter);
        }

        return plan.IsDistinct() ? plan : null;
    }

    /// <summary>What such a call reports as failure is a timeout, or the failure of the operation that it hands over.</summary>
    private static bool DequeuesCompletions(CatalogParameter parameter) =>
        parameter.Type is { Name: "OVERLAPPED", PointerDepth: 2 } or { Name: "OVERLAPPED_ENTRY", PointerDepth: 1 };

    private static bool IsOverlapped(OverloadParameter parameter) => parameter.Raw.Type is { Name: "OVERLAPPED", PointerDepth: 1 };

    private static bool IsCompletionRoutine(OverloadParameter parameter) =>
        parameter.Raw.Type.Name.EndsWith("_COMPLETION_ROUTINE", StringComparison.Ordinal);

    private void OmitOverlapped()
    {
        var isSocketCall = Parameters.Any(parameter => parameter.Raw.Type is { Name: "SOCKET", PointerDepth: 0 });
        if (!isSocketCall && !Parameters.Any(IsCompletionRoutine))
        {
            return;
        }

        foreach (var parameter in Parameters.Where(parameter => parameter.Raw.IsOptional && (IsOverlapped(parameter) || IsCompletionRoutine(parameter))))
        {
            parameter.Shape = OverloadShape.Omitted;
        }
    }

    private void Shape(OverloadParameter parameter)
    {
        var raw = parameter.Raw;
        if (parameter.Shape != OverloadShape.Raw)
        {
            return;
        }

        if (raw.Type.PointerDepth == 0 && raw.Type.Name is "SOCKET" or "BOOL" or "PCWSTR")
        {
            parameter.Shape = raw.Type.Name switch
            {
                "SOCKET" => OverloadShape.Socket,
                "BOOL" => OverloadShape.Truth,
                _ => raw.Size is null ? OverloadShape.Text : OverloadShape.Raw,
            };
        }

        if (parameter.Shape != OverloadShape.Raw || !parameter.RawType.EndsWith("*", StringComparison.Ordinal) || StartsOperation)
        {
            return;
        }

        if (raw.Size is not null)
        {
            ShapeBuffer(parameter, raw.Size);
        }
        else if (!IsOverlapped(parameter) && parameter.PointedType is not ("void" or "byte" or "sbyte" or "char"))
        {
            parameter.Shape = (raw.Direction, raw.IsOptional) switch
            {
                (ParameterDirection.Out, _) => OverloadShape.Out,
                (ParameterDirection.In, false) => OverloadShape.In,
                (ParameterDirection.InOut, false) => OverloadShape.Ref,
                _ => OverloadShape.Raw,
            };
        }
    }

    private void ShapeBuffer(OverloadParameter buffer, BufferSize size)
    {
        var isPassedBack = size.Expression.StartsWith("*", StringComparison.Ordinal);
        var lengthName = isPassedBack ? size.Expression.Substring(1) : size.Expression;
        var length = Parameters.FirstOrDefault(parameter => parameter.Raw.Name == lengthName);
        var element = size.IsBytes || buffer.PointedType is "void" or "byte" or "sbyte" ? "byte" : buffer.PointedType;
        if (length is null
            || length.Raw.Direction != (isPassedBack ? ParameterDirection.InOut : ParameterDirection.In)
            || length.RawType.EndsWith("*", StringComparison.Ordinal) != isPassedBack
            || element.EndsWith("*", StringComparison.Ordinal)
            || Parameters.Count(other => other.Raw.Size?.Expression == size.Expression) > 1)
        {
            return;
        }

        buffer.Shape = OverloadShape.Buffer;
        buffer.ElementType = element;
        length.Shape = isPassedBack ? OverloadShape.WrittenLength : OverloadShape.Length;
        length.Buffer = buffer;
    }

    /// <summary>
    /// The number of parameters differs, or one of them takes what the raw function's never does. Spans and strings do not
    /// count: <c>null</c> converts to them as to a pointer.
    /// </summary>
    private bool IsDistinct()
    {
        var count = 0;
        foreach (var parameter in Parameters)
        {
            count += parameter.Shape switch
            {
                OverloadShape.Length or OverloadShape.Omitted => 0,
                OverloadShape.Buffer when !_context.Capabilities.HasSpan && parameter.ElementType == "byte" => 3,
                _ => 1,
            };
        }

        return count != Parameters.Count || Parameters.Any(parameter => parameter.Shape
            is OverloadShape.Socket or OverloadShape.In or OverloadShape.Out or OverloadShape.Ref or OverloadShape.WrittenLength);
    }
}
