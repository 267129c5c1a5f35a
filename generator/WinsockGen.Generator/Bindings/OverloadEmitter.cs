using System;
using System.Collections.Generic;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Writes friendly overloads: handles that cannot be closed in the middle, spans, and exceptions.</summary>
internal sealed class OverloadEmitter
{
    private readonly EmissionContext _context;
    private readonly FunctionDocumentation _documentation;
    private readonly List<OverloadPlan> _functions = [];
    private readonly List<OverloadPlan> _extensions = [];

    public OverloadEmitter(EmissionContext context)
    {
        _context = context;
        _documentation = new FunctionDocumentation(context);
        foreach (var position in context.Selection.Functions)
        {
            Add(_functions, new NativeFunction(context.Catalog.Functions[position]));
        }

        foreach (var position in context.Selection.Extensions)
        {
            Add(_extensions, new NativeFunction(context.Catalog.Extensions[position]));
        }

        void Add(List<OverloadPlan> plans, NativeFunction function)
        {
            if (OverloadPlan.For(context, function) is { } plan)
            {
                plans.Add(plan);
            }

            if (OverloadPlan.ForAbsent(context, function) is { } absent)
            {
                plans.Add(absent);
            }

            if (OverloadPlan.ForValue(context, function) is { } generic)
            {
                plans.Add(generic);
            }
        }
    }

    public bool HasAny => _functions.Count > 0;

    private bool HasSpan => _context.Capabilities.HasSpan;

    /// <summary>Writes the overloads of functions.</summary>
    public void Write(SourceWriter writer)
    {
        var support = new OverloadSupport(_context.Capabilities, forExtensions: false);
        foreach (var plan in _functions)
        {
            Write(writer, plan, support);
        }

        support.Write(writer);
    }

    /// <summary>Writes the overloads of extension functions, inside their table.</summary>
    public void WriteExtensions(SourceWriter writer)
    {
        var support = new OverloadSupport(_context.Capabilities, forExtensions: true);
        foreach (var plan in _extensions)
        {
            Write(writer, plan, support);
        }

        support.Write(writer);
    }

    private void Write(SourceWriter writer, OverloadPlan plan, OverloadSupport support)
    {
        var function = plan.Function;
        _documentation.Write(writer, plan);
        _context.WritePlatformAttribute(writer, function.MinWindows);
        writer.Write($"public {(function.IsExtension ? string.Empty : "static ")}{support.ReturnType(plan, _context.Types.Spell(function.Returns))} {Identifier.Escape(function.Name)}{(plan.IsGeneric ? "<T>(" : "(")}");
        WriteParameters(writer, plan.Parameters);
        writer.Line(plan.IsGeneric ? ") where T : unmanaged" : ")");
        using var body = writer.Braces();
        foreach (var parameter in plan.Parameters)
        {
            WriteChecks(writer, parameter);
        }

        foreach (var parameter in plan.Parameters)
        {
            if (parameter.Shape == OverloadShape.Socket)
            {
                support.WriteLease(writer, parameter);
            }
        }

        foreach (var parameter in plan.Parameters)
        {
            if (IsPinned(parameter))
            {
                writer.Line($"fixed ({PinnedType(parameter)} {parameter.LocalName} = {PinnedValue(parameter)})");
            }
        }

        WriteCall(writer, plan, support);
    }

    /// <summary>Writes what stands before the memory is pinned.</summary>
    private void WriteChecks(SourceWriter writer, OverloadParameter parameter)
    {
        if (parameter.Shape == OverloadShape.WrittenLength)
        {
            writer.Line($"{parameter.Name} = {LengthOf(parameter.Buffer!, parameter.PointedType)};");
        }
        else if (parameter is { Shape: OverloadShape.Value, IsReadOnly: false })
        {
            // An option may be answered with fewer bytes than its type has.
            writer.Line($"{parameter.Name} = default;");
        }
        else if (parameter.Shape == OverloadShape.ValueSize && parameter.RawType.EndsWith("*", StringComparison.Ordinal))
        {
            writer.Line($"{parameter.PointedType} {parameter.LocalName} = sizeof(T);");
        }
        else if (parameter.Shape == OverloadShape.Optional)
        {
            writer.Line($"{parameter.PointedType} {parameter.LocalName} = {parameter.Name}.GetValueOrDefault();");
        }
        else if (parameter.SharesLengthWith is { } other)
        {
            writer.Line($"if ({LengthOf(parameter, "int")} != {LengthOf(other, "int")}) throw new _Sys::ArgumentException(\"It must be as long as {other.Raw.Name}.\", \"{parameter.Raw.Name}\");");
        }
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
                OverloadShape.Optional => $"{parameter.PointedType}? {parameter.Name}",
                OverloadShape.Value => $"{(parameter.IsReadOnly ? "in" : "out")} T {parameter.Name}",
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
        is OverloadShape.Buffer or OverloadShape.WrittenLength or OverloadShape.In or OverloadShape.Out or OverloadShape.Ref or OverloadShape.Text or OverloadShape.Value;

    private static string PinnedType(OverloadParameter parameter) =>
        parameter.Shape switch { OverloadShape.Buffer => parameter.ElementType + "*", OverloadShape.Value => "T*", _ => parameter.RawType };

    private static string PinnedValue(OverloadParameter parameter) =>
        parameter.Shape is OverloadShape.Buffer or OverloadShape.Text ? parameter.Name : "&" + parameter.Name;

    private string Argument(OverloadParameter parameter) => parameter.Shape switch
    {
        OverloadShape.Buffer => BufferArgument(parameter),
        OverloadShape.Length => LengthOf(parameter.Buffer!, parameter.RawType),
        OverloadShape.Value => $"({parameter.RawType}){parameter.LocalName}",
        OverloadShape.ValueSize => parameter.RawType.EndsWith("*", StringComparison.Ordinal) ? "&" + parameter.LocalName : "sizeof(T)",
        OverloadShape.Optional => $"{parameter.Name}.HasValue ? &{parameter.LocalName} : null",
        OverloadShape.Truth => $"{parameter.Name} ? 1 : 0",
        OverloadShape.Omitted => "null",
        OverloadShape.Raw => parameter.Name,
        _ => parameter.LocalName,
    };

    private string BufferArgument(OverloadParameter parameter)
    {
        var isPart = !HasSpan && parameter.ElementType == "byte";
        var pointer = isPart ? $"{parameter.LocalName} + {parameter.Raw.Name}Offset" : parameter.LocalName;
        return parameter.PointedType == parameter.ElementType ? pointer
            : isPart ? $"({parameter.RawType})({pointer})"
            : $"({parameter.RawType}){pointer}";
    }

    private string LengthOf(OverloadParameter buffer, string type)
    {
        var value = HasSpan ? $"{buffer.Name}.Length"
            : buffer.ElementType == "byte" ? $"{OverloadSupport.Count}({buffer.Name}, {buffer.Raw.Name}Offset, {buffer.Raw.Name}Count)"
            : buffer.Raw.IsOptional ? $"({buffer.Name} == null ? 0 : {buffer.Name}.Length)" : $"{buffer.Name}.Length";
        return type == "int" ? value : $"({type}){value}";
    }

    private void WriteCall(SourceWriter writer, OverloadPlan plan, OverloadSupport support)
    {
        var arguments = new string[plan.Parameters.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Argument(plan.Parameters[i]);
        }

        support.WriteChecked(writer, plan, _context.Types.Spell(plan.Function.Returns), $"{Identifier.Escape(plan.Function.Name)}({string.Join(", ", arguments)})");
    }
}
