using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Catalog;
using WinsockGen.Generator.Attributes;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Reads what a method with <c>[SocketIoctl]</c> does: what goes in, and what comes out.</summary>
internal sealed class OwnIoctlReader(OwnProblems problems, TypeReader types, AttributeData attribute)
{
    private CatalogIoctl? _ioctl;
    private uint _code;
    private string _arguments = string.Empty;
    private OwnMemberParts _parts = OwnMemberParts.Ioctls;

    /// <summary>Makes the bytes that go in; empty where none do.</summary>
    private string _input = string.Empty;

    /// <summary>Makes the method's body of its input; null where nothing comes out by a parameter.</summary>
    private Func<string, string>? _output;
    private bool _hasOutput;
    private bool _returnsCount;

    public OwnMethodBody? Read(IMethodSymbol method, MethodDeclarationSyntax declaration, OwnReceiver receiver, OwnArgument code)
    {
        _code = unchecked((uint)code.Number);
        _ioctl = OwnIoctlFacts.Find(_code, code.Constant.Name);
        _arguments = $"{receiver.Expression}, 0x{_code.ToString("X8", CultureInfo.InvariantCulture)}U{Label(code)}";
        var skipped = OwnReceiverReader.HasSocketParameter(method) ? 1 : 0;
        var parameters = method.Parameters.Skip(skipped).ToArray();
        var syntaxes = declaration.ParameterList.Parameters.Skip(skipped).ToArray();
        if (method.ReturnType.Name is "Task" or "ValueTask" or "SocketOperation")
        {
            return Refuse(declaration.ReturnType.GetLocation(), "it waits until the ioctl is done: return the output itself; what Windows completes later is among the typed ioctls, and IOControlAsync of WinsockGen's sockets");
        }

        // The last int beside an array that is returned is its length.
        var returnsArray = OwnBytesType.Of(method.ReturnType) == OwnBytes.Array;
        var length = returnsArray && parameters.Length > 0 && parameters[parameters.Length - 1].Type.SpecialType == SpecialType.System_Int32 ? syntaxes[syntaxes.Length - 1].Identifier.Text : null;
        if (OwnBytesType.Of(method.ReturnType) != OwnBytes.None && length is null)
        {
            return Refuse(declaration.ReturnType.GetLocation(), "return a byte[] and let the last int parameter say how many bytes there may be, or let a span hold them");
        }

        for (var i = 0; i < parameters.Length - (length is null ? 0 : 1); i++)
        {
            if (syntaxes[i].Type is not { } type || !ReadParameter(method, parameters[i], syntaxes[i], type))
            {
                return null;
            }
        }

        return length is not null ? ReadArray(declaration, length) : ReadResult(method, declaration);
    }

    private string Input => _input.Length == 0 ? SharedCode.TypeName + ".None" : _input;

    private OwnMethodBody? ReadArray(MethodDeclarationSyntax declaration, string length)
    {
        if (_hasOutput)
        {
            return Refuse(declaration.ReturnType.GetLocation(), "it has two outputs");
        }

        _hasOutput = true;
        CheckDirection(declaration.Identifier);
        return Body($"{SharedCode.TypeName}.IoctlArray({_arguments}, {Input}, {length})");
    }

    private OwnMethodBody? ReadResult(IMethodSymbol method, MethodDeclarationSyntax declaration)
    {
        if (_output is not null && (method.ReturnsVoid || _returnsCount))
        {
            CheckDirection(declaration.Identifier);
            return Body(_output(Input));
        }

        if (method.ReturnsVoid)
        {
            CheckDirection(declaration.Identifier);
            return Body($"{SharedCode.TypeName}.Ioctl({_arguments}, {Input})");
        }

        if (_hasOutput)
        {
            return Refuse(declaration.ReturnType.GetLocation(), "it has two outputs");
        }

        _hasOutput = true;
        CheckDirection(declaration.Identifier);
        return Value(method.ReturnType, declaration.ReturnType) is { } value ? Body(value.FromRaw($"{SharedCode.TypeName}.IoctlValue<{value.Raw}>({_arguments}, {Input})")) : null;
    }

    private bool ReadParameter(IMethodSymbol method, IParameterSymbol parameter, ParameterSyntax syntax, TypeSyntax type)
    {
        var name = syntax.Identifier.Text;
        var isOut = parameter.RefKind is RefKind.Out or RefKind.Ref;
        var bytes = OwnBytesType.Of(parameter.Type);
        if (bytes != OwnBytes.None)
        {
            if (parameter.RefKind != RefKind.None)
            {
                Refuse(type.GetLocation(), "bytes are passed by value");
                return false;
            }

            return IsOutput(method, parameter, bytes) ? TakeOutput(type, input => $"{SharedCode.TypeName}.IoctlBytes({_arguments}, {input}, {name})", method)
                : TakeInput(type, name);
        }

        if (Value(parameter.Type, type) is not { } value)
        {
            return false;
        }

        var isIn = parameter.RefKind != RefKind.Out;
        return (!isIn || TakeInput(type, $"{SharedCode.TypeName}.Bytes<{value.Raw}>({value.ToRawOf(name)})"))
            && (!isOut || TakeOutput(type, input => $"{name} = {value.FromRaw($"{SharedCode.TypeName}.IoctlValue<{value.Raw}>({_arguments}, {input})")}", method: null));
    }

    /// <summary>A span says by its type who writes it; an array by <c>[Out]</c>, by what stands before it, or by the code.</summary>
    private bool IsOutput(IMethodSymbol method, IParameterSymbol parameter, OwnBytes bytes) => bytes switch
    {
        OwnBytes.Span => true,
        OwnBytes.ReadOnlySpan => false,
        _ => parameter.GetAttributes().Any(candidate => candidate.AttributeClass is { Name: "OutAttribute" })
            || (method.ReturnType.SpecialType == SpecialType.System_Int32 && !_hasOutput && (_input.Length > 0 || OwnIoctlFacts.OnlyGives(_code))),
    };

    private bool TakeInput(TypeSyntax type, string expression)
    {
        if (_input.Length > 0)
        {
            Refuse(type.GetLocation(), "it has two inputs: Windows takes one buffer, so make one struct of them");
            return false;
        }

        _input = expression;
        return true;
    }

    /// <param name="type">The parameter's type.</param>
    /// <param name="write">Makes the body of the input.</param>
    /// <param name="method">The method, where it has to return how many bytes came.</param>
    private bool TakeOutput(TypeSyntax type, Func<string, string> write, IMethodSymbol? method)
    {
        if (_hasOutput)
        {
            Refuse(type.GetLocation(), "it has two outputs: Windows fills one buffer, so make one struct of them");
            return false;
        }

        if (method is not null && method.ReturnType.SpecialType != SpecialType.System_Int32)
        {
            Refuse(type.GetLocation(), "it must return an int, which says how many bytes came");
            return false;
        }

        (_output, _hasOutput, _returnsCount) = (write, true, method is not null);
        return true;
    }

    private OwnValue? Value(ITypeSymbol type, TypeSyntax syntax)
    {
        var unit = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == SocketOptionAttribute.TimeUnit).Value is { Kind: TypedConstantKind.Enum, Value: int value } ? value : 0;
        var read = new OwnValueReader(types, problems, option: null, width: 0, unit).Read(type, syntax);
        _parts |= read?.Parts ?? OwnMemberParts.None;
        return read;
    }

    private void CheckDirection(SyntaxToken method)
    {
        if (OwnIoctlFacts.Contradiction(_code, hasInput: _input.Length > 0, _hasOutput) is { } reason)
        {
            problems.Contradicts(method.GetLocation(), reason);
        }
    }

    private OwnMethodBody Body(string expression) => new(expression, _parts | OwnMemberParts.Sockets, _ioctl?.MinWindows ?? string.Empty);

    private OwnMethodBody? Refuse(Location place, string reason)
    {
        problems.CannotImplement(place, reason);
        return null;
    }

    private string Label(OwnArgument code) => ", " + SymbolDisplay.FormatLiteral(
        _ioctl?.Name ?? (code.Constant.Name.Length > 0 ? code.Constant.Name : $"Ioctl 0x{_code.ToString("X8", CultureInfo.InvariantCulture)}"), quote: true);
}
