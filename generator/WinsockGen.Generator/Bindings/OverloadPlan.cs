using System;
using System.Collections.Generic;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Bindings;

/// <summary>Decides which friendly overload a function gets, if any.</summary>
internal sealed class OverloadPlan
{
    // A SafeHandle must close its own socket: to close it under the handle would let the handle close a stranger later.
    private const string CloseSocket = "closesocket";
    private const string OptionName = "optname";

    // On IP it returns the very socket that it was given, which has an owner already.
    private const string JoinLeaf = "WSAJoinLeaf";

    private readonly EmissionContext _context;
    private readonly OverloadParameter[] _parameters;

    private OverloadPlan(EmissionContext context, NativeFunction function)
    {
        _context = context;
        Function = function;
        _parameters = new OverloadParameter[function.Parameters.Count];
        for (var i = 0; i < _parameters.Length; i++)
        {
            var raw = function.Parameters[i];
            _parameters[i] = new OverloadParameter(raw, context.Types.Spell(raw.Type));
            StartsOperation |= BorrowedMemory.InsistsOnOverlapped(raw) && function.Failure.Kind is (FailureKind.False or FailureKind.SocketError);
        }

        var keepsPointers = BorrowedMemory.OutlivesCall(function);
        OmitOverlapped();
        foreach (var parameter in _parameters)
        {
            Shape(parameter, keepsPointers);
        }
    }

    public NativeFunction Function { get; }

    public IReadOnlyList<OverloadParameter> Parameters => _parameters;

    /// <summary>The call may go on in the background: it returns false then, true when it is done.</summary>
    public bool StartsOperation { get; }

    public bool Throws => Function.Failure.Kind != FailureKind.None;

    /// <summary>The result is a new socket, which the caller must close.</summary>
    public bool ReturnsNewSocket => Function.Failure.Kind == FailureKind.InvalidSocket && Function.Name != JoinLeaf;

    /// <summary>The result says only whether the function failed.</summary>
    public bool ReturnsNothing => !StartsOperation && Function.Failure.Kind is (FailureKind.False or FailureKind.ErrorCode);

    /// <returns>Null where an overload would add nothing, or a call could mean it and the raw function alike.</returns>
    public static OverloadPlan? For(EmissionContext context, NativeFunction function)
    {
        if (function.Name == CloseSocket || DequeuesCompletions(function))
        {
            return null;
        }

        var plan = new OverloadPlan(context, function);
        return plan.IsDistinct() || plan.BecomesDistinct() ? plan : null;
    }

    /// <summary>
    /// Null for a struct would mean the raw function as well: the overload is for the calls that have one. What frees something wants the
    /// very pointer.
    /// </summary>
    private bool BecomesDistinct()
    {
        var found = false;
        foreach (var parameter in _parameters)
        {
            if (parameter.Shape == OverloadShape.Optional && Throws)
            {
                parameter.Shape = OverloadShape.In;
                found = true;
            }
        }

        return found;
    }

    /// <summary>Some parameter is a value of the caller's type.</summary>
    public bool IsGeneric { get; private set; }

    /// <summary>An overload with a value of any type in place of bytes, where the name of an option says what type it is.</summary>
    public static OverloadPlan? ForValue(EmissionContext context, NativeFunction function)
    {
        if (function.Parameters.Count == 0 || For(context, function) is not { } plan || plan.Find(OptionName) is null)
        {
            return null;
        }

        foreach (var parameter in plan._parameters)
        {
            if (parameter.Buffer is { } buffer)
            {
                buffer.Shape = OverloadShape.Value;
                parameter.Shape = OverloadShape.ValueSize;
                plan.IsGeneric = true;
            }
        }

        return plan.IsGeneric ? plan : null;
    }

    /// <summary>The overload without its optional structs, where one that took them as they are would be ambiguous: the usual call of WSASocket.</summary>
    public static OverloadPlan? ForAbsent(EmissionContext context, NativeFunction function)
    {
        if (function.Failure.Kind != FailureKind.InvalidSocket)
        {
            return null;
        }

        var plan = new OverloadPlan(context, function);
        if (plan.IsDistinct())
        {
            return null;
        }

        foreach (var parameter in plan._parameters)
        {
            if (parameter.Shape == OverloadShape.Optional)
            {
                parameter.Shape = OverloadShape.Omitted;
            }
        }

        return plan.IsDistinct() ? plan : null;
    }

    /// <summary>What such a call reports as failure is a timeout, or the failure of the operation that it hands over.</summary>
    private static bool DequeuesCompletions(NativeFunction function)
    {
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            if (function.Parameters[i].Type is { Name: "OVERLAPPED", PointerDepth: 2 } or { Name: "OVERLAPPED_ENTRY", PointerDepth: 1 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Without OVERLAPPED and completion routine, the call is an ordinary one, and no handle of the operation comes back.</summary>
    private void OmitOverlapped()
    {
        var (isSocketCall, hasRoutine) = (false, false);
        foreach (var parameter in _parameters)
        {
            isSocketCall |= parameter.Raw.Type is { Name: "SOCKET", PointerDepth: 0 };
            hasRoutine |= IsCompletionRoutine(parameter.Raw);
        }

        var omits = false;
        foreach (var parameter in _parameters)
        {
            var raw = parameter.Raw;
            if (raw.IsOptional
                && (IsCompletionRoutine(raw)
                    || (BorrowedMemory.IsOverlapped(raw) && (isSocketCall || hasRoutine || raw.Direction == ParameterDirection.InOut))
                    || (omits && raw is { Type: { Name: "HANDLE", PointerDepth: 1 }, Direction: ParameterDirection.Out })))
            {
                parameter.Shape = OverloadShape.Omitted;
                omits = true;
            }
        }
    }

    private static bool IsCompletionRoutine(CatalogParameter parameter) =>
        parameter.Type.Name.EndsWith("_COMPLETION_ROUTINE", StringComparison.Ordinal);

    private void Shape(OverloadParameter parameter, bool keepsPointers)
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
                _ => raw.Size is null && !keepsPointers ? OverloadShape.Text : OverloadShape.Raw,
            };
        }

        if (parameter.Shape != OverloadShape.Raw || !parameter.RawType.EndsWith("*", StringComparison.Ordinal) || keepsPointers)
        {
            return;
        }

        if (raw.Size is not null)
        {
            ShapeBuffer(parameter, raw.Size);
        }
        else if (!BorrowedMemory.IsOverlapped(raw)
            && !_context.Memory.IsOfUnknownLength(raw.Type)
            && parameter.PointedType is not ("void" or "byte" or "sbyte" or "char"))
        {
            parameter.Shape = ShapeOfOne(raw);
        }
    }

    private OverloadShape ShapeOfOne(CatalogParameter raw) => (raw.Direction, raw.IsOptional) switch
    {
        (ParameterDirection.Out, _) => OverloadShape.Out,
        (ParameterDirection.In, false) => OverloadShape.In,
        (ParameterDirection.InOut, false) => OverloadShape.Ref,
        // A number that may be missing begins a list more often than not: lpiProtocols.
        (ParameterDirection.In, true) when raw.Type is { PointerDepth: 1 } type && (type.Name == "Guid" || _context.Catalog.Structs.IndexOf(type.Name) >= 0) => OverloadShape.Optional,
        _ => OverloadShape.Raw,
    };

    private void ShapeBuffer(OverloadParameter buffer, BufferSize size)
    {
        var element = size.IsBytes || buffer.PointedType is "void" or "byte" or "sbyte" ? "byte" : buffer.PointedType;
        if (element.EndsWith("*", StringComparison.Ordinal) || _context.Memory.IsAnsweredWithPointers(buffer.Raw))
        {
            return;
        }

        var isPassedBack = size.Expression[0] == '*';
        var lengthName = isPassedBack ? size.Expression.Substring(1) : size.Expression;
        if (Find(lengthName) is not { } length
            || length.Raw.Direction != (isPassedBack ? ParameterDirection.InOut : ParameterDirection.In)
            || length.RawType.EndsWith("*", StringComparison.Ordinal) != isPassedBack
            || (length.Buffer is not null && isPassedBack))
        {
            return;
        }

        buffer.Shape = OverloadShape.Buffer;
        buffer.ElementType = element;
        buffer.SharesLengthWith = length.Buffer;
        length.Shape = isPassedBack ? OverloadShape.WrittenLength : OverloadShape.Length;
        length.Buffer ??= buffer;
    }

    private OverloadParameter? Find(string name)
    {
        foreach (var parameter in _parameters)
        {
            if (parameter.Raw.Name == name)
            {
                return parameter;
            }
        }

        return null;
    }

    /// <summary>
    /// The number of parameters differs, or one of them takes what the raw function's never does. Spans, optional strings and optional structs do
    /// not count: <c>null</c> converts to them as to a pointer.
    /// </summary>
    private bool IsDistinct()
    {
        var count = 0;
        foreach (var parameter in _parameters)
        {
            switch (parameter.Shape)
            {
                case OverloadShape.Socket or OverloadShape.In or OverloadShape.Out or OverloadShape.Ref or OverloadShape.WrittenLength:
                    return true;
                case OverloadShape.Text when !parameter.Raw.IsOptional:
                    return true;
                case OverloadShape.Length or OverloadShape.Omitted:
                    break;
                case OverloadShape.Buffer when !_context.Capabilities.HasSpan && parameter.ElementType == "byte":
                    count += 3;
                    break;
                default:
                    count++;
                    break;
            }
        }

        return count != _parameters.Length;
    }
}
