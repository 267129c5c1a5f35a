using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using WinsockGen.Catalog;
using WinsockGen.Generator.Attributes;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Reads what a method with <c>[SocketOption]</c> does: get or set, and with which value.</summary>
internal sealed class OwnOptionReader(OwnProblems problems, TypeReader types, AttributeData attribute)
{
    private const string Shapes =
        "a value is returned, or an out or ref parameter, to get it, and a parameter to set it; bytes are a span or an array, and an int returned tells how many were got";

    private CatalogOption? _option;
    private int _level;
    private int _name;
    private string _arguments = string.Empty;

    public OwnMethodBody? Read(IMethodSymbol method, MethodDeclarationSyntax declaration, OwnReceiver receiver, OwnArgument level, OwnArgument name)
    {
        _option = OwnOptionFacts.Find(level.Number, name.Constant);
        _arguments = $"{receiver.Expression}, {Text(level.Number)}, {Text(name.Number)}{Label(level, name)}";
        CheckLevel(level, name);

        var skipped = OwnReceiverReader.HasSocketParameter(method) ? 1 : 0;
        var parameters = method.Parameters.Skip(skipped).ToArray();
        var syntaxes = declaration.ParameterList.Parameters.Skip(skipped).ToArray();
        return parameters.Length switch
        {
            0 when !method.ReturnsVoid => ReadResult(method.ReturnType, declaration.ReturnType),
            0 when _option is { Type: "none" } => Body($"SetBytes({_arguments}, {SharedCode.TypeName}.None)", OwnMemberParts.None),
            1 when syntaxes[0].Type is { } type => ReadParameter(method, declaration, parameters[0], syntaxes[0], type),
            _ => Refuse(parameters.Length == 0 ? declaration.Identifier.GetLocation() : declaration.ParameterList.GetLocation()),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private OwnMethodBody? ReadResult(ITypeSymbol type, TypeSyntax syntax)
    {
        if (OwnBytesType.Of(type) != OwnBytes.None)
        {
            problems.CannotImplement(syntax.GetLocation(), "an int parameter must say how many bytes there may be, or a span must hold them");
            return null;
        }

        if (IsAsync(type))
        {
            problems.CannotImplement(syntax.GetLocation(), "an option is read at once: return the value itself");
            return null;
        }

        CheckAccess(OptionAccess.Get, syntax);
        if (OwnValueReader.IsFrameworkType(type, "System.Net", "IPAddress"))
        {
            return AddressWidth(syntax) is { } width ? Body($"GetAddress({_arguments}, {width})", OwnMemberParts.Addresses) : null;
        }

        return Value(type, syntax) is { } value ? Body(value.FromRaw($"{SharedCode.TypeName}.Get<{value.Raw}>({_arguments})"), value.Parts, isWhole: true) : null;
    }

    private OwnMethodBody? ReadParameter(IMethodSymbol method, MethodDeclarationSyntax declaration, IParameterSymbol parameter, ParameterSyntax syntax, TypeSyntax type)
    {
        var name = syntax.Identifier.Text;
        var bytes = OwnBytesType.Of(parameter.Type);
        var returnsCount = method.ReturnType.SpecialType == SpecialType.System_Int32;
        var isByValue = parameter.RefKind == RefKind.None;
        if (OwnBytesType.Of(method.ReturnType) == OwnBytes.Array && parameter.Type.SpecialType == SpecialType.System_Int32 && isByValue)
        {
            CheckAccess(OptionAccess.Get, declaration.ReturnType);
            return Body($"GetArray({_arguments}, {name})", OwnMemberParts.None);
        }

        if (bytes != OwnBytes.None && isByValue)
        {
            return bytes switch
            {
                OwnBytes.Span or OwnBytes.Array when returnsCount => Get($"GetBytes({_arguments}, {name})"),
                OwnBytes.ReadOnlySpan or OwnBytes.Array when method.ReturnsVoid => Set($"SetBytes({_arguments}, {name})"),
                _ => Refuse(type.GetLocation()),
            };
        }

        if (!method.ReturnsVoid)
        {
            return IsAsync(method.ReturnType) ? Refuse(declaration.ReturnType.GetLocation(), "an option is set at once: return nothing") : Refuse(declaration.ReturnType.GetLocation());
        }

        CheckAccess(parameter.RefKind is RefKind.Out or RefKind.Ref ? OptionAccess.Get : OptionAccess.Set, type);
        if (OwnValueReader.IsFrameworkType(parameter.Type, "System.Net", "IPAddress"))
        {
            return AddressWidth(type) is not { } width ? null
                : parameter.RefKind == RefKind.Out ? Body($"{name} = {SharedCode.TypeName}.GetAddress({_arguments}, {width})", OwnMemberParts.Addresses, isWhole: true)
                : parameter.RefKind == RefKind.Ref ? Refuse(type.GetLocation())
                : Body($"SetAddress({_arguments}, {width}, {name})", OwnMemberParts.Addresses);
        }

        if (Value(parameter.Type, type) is not { } value)
        {
            return null;
        }

        var parts = value.Parts;
        return parameter.RefKind switch
        {
            RefKind.Out => Body($"{name} = {value.FromRaw($"{SharedCode.TypeName}.Get<{value.Raw}>({_arguments})")}", parts, isWhole: true),
            RefKind.Ref => Body($"{name} = {value.FromRaw($"{SharedCode.TypeName}.Exchange<{value.Raw}>({_arguments}, {value.ToRawOf(name)})")}", parts, isWhole: true),
            _ => Body($"Set<{value.Raw}>({_arguments}, {value.ToRawOf(name)})", parts),
        };

        OwnMethodBody Get(string call)
        {
            CheckAccess(OptionAccess.Get, type);
            return Body(call, OwnMemberParts.None);
        }

        OwnMethodBody Set(string call)
        {
            CheckAccess(OptionAccess.Set, type);
            return Body(call, OwnMemberParts.None);
        }
    }

    private OwnMethodBody Body(string call, OwnMemberParts parts, bool isWhole = false) => new(
        isWhole ? call : $"{SharedCode.TypeName}.{call}",
        parts | OwnMemberParts.Sockets,
        _option?.MinWindows ?? string.Empty);

    private OwnMethodBody? Refuse(Location place, string reason = Shapes)
    {
        problems.CannotImplement(place, reason);
        return null;
    }

    private static bool IsAsync(ITypeSymbol type) => type.Name is "Task" or "ValueTask" or "SocketOperation";

    private OwnValue? Value(ITypeSymbol type, TypeSyntax syntax)
    {
        var reader = new OwnValueReader(types, problems, _option, Named(SocketOptionAttribute.Width), Named(SocketOptionAttribute.TimeUnit));
        if (reader.Read(type, syntax) is not { } value)
        {
            return null;
        }

        if (_option is not null && OwnOptionFacts.WidthOf(_option) is { } known && value.Width is { } width && width != known)
        {
            problems.Contradicts(syntax.GetLocation(), $"'{syntax}' has {OwnOptionFacts.Text(width)}, and {_option.Name} has {OwnOptionFacts.Text(known)}");
        }

        return value;
    }

    private int Named(string property) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == property).Value is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: int value } ? value : 0;

    private int? AddressWidth(TypeSyntax syntax)
    {
        switch (_level)
        {
            case 0:
                return 4;
            case 41:
                return 16;
            default:
                problems.WrongType(syntax.GetLocation(), "IPAddress", "only IPPROTO_IP (4 bytes) and IPPROTO_IPV6 (16 bytes) say how wide it is");
                return null;
        }
    }

    private void CheckAccess(OptionAccess access, SyntaxNode place)
    {
        var known = OwnOptionFacts.AccessOf(_level, _name);
        if (known != OptionAccess.None && (known & access) == 0)
        {
            problems.Contradicts(place.GetLocation(), $"{_option!.Name} can only be {(access == OptionAccess.Get ? "set" : "read")}");
        }
    }

    private void CheckLevel(OwnArgument level, OwnArgument name)
    {
        (_level, _name) = (level.Number, name.Number);
        var levels = OwnOptionFacts.LevelsOf(level.Number, name.Constant);
        if (levels.Count > 0)
        {
            var place = Location.Create(level.Syntax.SyntaxTree, TextSpan.FromBounds(
                Math.Min(level.Syntax.SpanStart, name.Syntax.SpanStart), Math.Max(level.Syntax.Span.End, name.Syntax.Span.End)));
            problems.WrongLevel(place, name.Constant.Name, OwnOptionFacts.LevelName(level.Number), levels);
        }
    }

    /// <summary>The option's name, for errors: that of Winsock, or the one that the user gave it.</summary>
    private string Label(OwnArgument level, OwnArgument name) => ", " + SymbolDisplay.FormatLiteral(
        _option?.Name ?? (name.Constant.Name.Length > 0 ? name.Constant.Name : $"Option {Text(name.Number)} of level {Text(level.Number)}"), quote: true);
}
