using System;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Writes what the signature of a function does not say: which way memory goes, how long it is and in what unit, and how a failure shows.
/// </summary>
internal sealed class FunctionDocumentation(EmissionContext context)
{
    public void Write(SourceWriter writer, NativeFunction function)
    {
        Documentation.Write(writer, function.Summary, function.Doc, Note(function));
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            WriteParameter(writer, function, function.Parameters[i]);
        }

        WriteResult(writer, function, OnFailure(function));
    }

    /// <summary>Documents a friendly overload: the page and the raw parameters stand at the raw function.</summary>
    public void Write(SourceWriter writer, OverloadPlan plan)
    {
        var function = plan.Function;
        Documentation.Write(writer, function.Summary, note: Note(function));
        if (plan.IsGeneric)
        {
            writer.Line("/// <typeparam name=\"T\">what the option's value is; BOOL is int</typeparam>");
        }

        foreach (var parameter in plan.Parameters)
        {
            switch (parameter.Shape)
            {
                case OverloadShape.WrittenLength:
                    WriteParameter(writer, parameter.Raw.Name, $"{Unit(parameter.Buffer!.Raw.Size!)} of {parameter.Buffer.Raw.Name} written");
                    break;
                case OverloadShape.Raw:
                    WriteParameter(writer, function, parameter.Raw);
                    break;
            }
        }

        if (plan.StartsOperation)
        {
            writer.Line("/// <returns>True when it is done, false when it goes on.</returns>");
        }
        else if (!plan.ReturnsNothing)
        {
            WriteResult(writer, function, string.Empty);
        }

        if (plan.Throws)
        {
            writer.Line("/// <exception cref=\"_Sockets::SocketException\"/>");
        }
    }

    private string Note(NativeFunction function)
    {
        var bits = function.Bits == 0 ? string.Empty : $"{function.Bits}-bit Windows only.";
        if (!context.Capabilities.IsAboveFloor(function.MinWindows))
        {
            return bits;
        }

        var windows = "Needs Windows " + NameOf(function.MinWindows) + ".";
        return bits.Length == 0 ? windows : bits + " " + windows;
    }

    /// <summary>The version by the name that people know; builds of Windows 10 and later by their number.</summary>
    private static string NameOf(string version) => version switch
    {
        "6.0" => "Vista",
        "6.1" => "7",
        "6.2" => "8",
        "6.3" => "8.1",
        _ => version,
    };

    private void WriteParameter(SourceWriter writer, NativeFunction function, CatalogParameter parameter)
    {
        var isPointer = context.Types.IsPointer(parameter.Type);
        var text = isPointer ? Direction(parameter) : string.Empty;
        if (parameter.Size is { } size)
        {
            text = $"{text}, {size.Expression} {Unit(size)}";
        }
        else if (LengthText(function, parameter, isPointer) is { Length: > 0 } length)
        {
            text = isPointer ? $"{text}, {length}" : length;
        }
        else if (isPointer && parameter.Type is { PointerDepth: 0, Name: "PCSTR" or "PCWSTR" })
        {
            text = "zero-terminated";
        }

        if (parameter.IsOptional)
        {
            text = isPointer ? text + ", may be null" : parameter.Type.PointerDepth == 0 && context.Catalog.Types.IndexOf(parameter.Type.Name) >= 0 ? "may be 0" : "may be null";
        }

        if (text.Length > 0)
        {
            WriteParameter(writer, parameter.Name, text);
        }
    }

    private static void WriteParameter(SourceWriter writer, string name, string text) =>
        writer.Line($"/// <param name=\"{name}\">{XmlText.Escape(text)}</param>");

    private static string Direction(CatalogParameter parameter) => parameter.Direction switch
    {
        ParameterDirection.In => "in",
        ParameterDirection.Out => "out",
        _ => "in/out",
    };

    private static string Unit(BufferSize size) => size.IsBytes ? "bytes" : "elements";

    /// <summary>What a parameter counts.</summary>
    private static string LengthText(NativeFunction function, CatalogParameter parameter, bool isPointer)
    {
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            if (function.Parameters[i].Size is { } size && IsLength(size.Expression, parameter.Name, isPointer))
            {
                return $"{Unit(size)} of {function.Parameters[i].Name}";
            }
        }

        return string.Empty;
    }

    private static bool IsLength(string expression, string name, bool isPointer) => isPointer
        ? expression.Length == name.Length + 1 && expression[0] == '*' && expression.EndsWith(name, StringComparison.Ordinal)
        : expression == name;

    private void WriteResult(SourceWriter writer, NativeFunction function, string onFailure)
    {
        var result = context.Catalog.Results.Find(function.Name)?.Summary ?? string.Empty;
        if (result.Length + onFailure.Length > 0)
        {
            writer.Line($"/// <returns>{XmlText.Escape(result)}{(result.Length > 0 && onFailure.Length > 0 ? "; " : string.Empty)}{onFailure}</returns>");
        }
    }

    private static string OnFailure(NativeFunction function) => function.Failure.Kind switch
    {
        FailureKind.SocketError => "-1 on failure",
        FailureKind.InvalidSocket => "INVALID_SOCKET on failure",
        FailureKind.False => "0 on failure",
        FailureKind.Null => "null on failure",
        FailureKind.ErrorCode => "0, or the error",
        FailureKind.Value => function.Failure.Value + " on failure",
        _ => string.Empty,
    };
}
