using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Catalog;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.ControlMessages;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>Reads a struct with <c>[ControlMessage]</c>, for the generator and for the analyzer of its requests.</summary>
internal sealed class OwnMessageReader
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    private readonly INamedTypeSymbol _struct;
    private readonly TypeDeclarationSyntax _declaration;
    private readonly AttributeData _attribute;
    private readonly AttributeSyntax _syntax;
    private readonly ConstantReader _constants;

    private OwnMessageReader(
        INamedTypeSymbol type, TypeDeclarationSyntax declaration, AttributeData attribute, AttributeSyntax syntax, SemanticModel model, CancellationToken cancellation)
    {
        (_struct, _declaration, _attribute, _syntax) = (type, declaration, attribute, syntax);
        _constants = new(model, cancellation);
        Problems = new(type.Name);
    }

    public OwnProblems Problems { get; }

    /// <returns>Null where the declaration does not carry the attribute that counts.</returns>
    public static OwnMessageReader? For(INamedTypeSymbol type, TypeDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation) =>
        type.GetAttributes().FirstOrDefault(attribute => ControlMessageAttribute.Is(attribute.AttributeClass)) is { } attribute
        && attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
        && syntax.SyntaxTree == declaration.SyntaxTree
        && declaration.AttributeLists.Any(list => list.Attributes.Contains(syntax))
            ? new(type, declaration, attribute, syntax, model, cancellation)
            : null;

    /// <returns>What is to be emitted; null where nothing can be: the struct compiles without it.</returns>
    public OwnMessage? Read()
    {
        if (_declaration.Identifier.IsMissing || _struct.TypeKind != TypeKind.Struct)
        {
            return null;
        }

        var target = TargetClass.Of(_struct, _declaration, mayBeGeneric: true);
        CheckDeclaration(target);
        CheckFields();
        if (OwnArgument.Read(_syntax, 0, _attribute, _constants, Problems) is not { } level || OwnArgument.Read(_syntax, 1, _attribute, _constants, Problems) is not { } type)
        {
            return null;
        }

        var known = Known(level.Number, type.Number).ToArray();
        CheckLevel(level, type, known);
        CheckWidth(known);
        return Problems.AreFatal ? null : new(
            target,
            _struct.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            level.Number,
            type.Number,
            known.Length > 0 ? known[0].Name : type.Constant.ToString(),
            MissingMembers());
    }

    private static IEnumerable<CatalogMessage> Known(int level, int type) => Catalog.Messages.Where(message => message.Value == type && LevelOf(message) == level);

    private static int LevelOf(CatalogMessage message) => Catalog.Levels.Find(message.Level)?.Value ?? -1;

    private void CheckDeclaration(TargetClass target)
    {
        var name = _declaration.Identifier.GetLocation();
        if (_struct.IsRefLikeType)
        {
            Problems.CannotImplement(name, "it must not be a ref struct");
        }
        else if (_struct.IsGenericType)
        {
            Problems.CannotImplement(name, "neither it nor a type around it may be generic: Windows needs to know its layout");
        }
        else if (!target.CanBeExtended)
        {
            Problems.CannotImplement(name, "it and the types around it must be partial, and not local to a file", _struct.IsFileLocal ? null : RequestRuleIds.PartialProperty);
        }
    }

    private void CheckFields()
    {
        if (Blittability.HasAutoLayout(_struct))
        {
            Problems.WrongType(_declaration.Identifier.GetLocation(), _struct.Name, "it has automatic layout, which the runtime may choose");
        }

        foreach (var field in _struct.GetMembers().OfType<IFieldSymbol>().Where(field => field is { IsStatic: false, IsConst: false }))
        {
            if (Blittability.ProblemOf(field) is { } problem)
            {
                ISymbol written = field.AssociatedSymbol ?? field;
                Problems.WrongType(written.Locations[0], written.Name, "it " + problem);
            }
        }
    }

    private void CheckLevel(OwnArgument level, OwnArgument type, CatalogMessage[] known)
    {
        if (known.Length > 0)
        {
            return;
        }

        var levels = Catalog.Messages.Where(message => message.Name == type.Constant.Name && message.Value == type.Number).Select(message => message.Level).Distinct().ToArray();
        if (levels.Length > 0)
        {
            Problems.WrongLevel(level.Syntax.GetLocation(), type.Constant.Name, OwnOptionFacts.LevelName(level.Number), levels);
        }
    }

    private void CheckWidth(CatalogMessage[] known)
    {
        if (known.Length == 1 && WidthOf(known[0]) is { } width && NativeLayoutReader.WidthOf(_struct) is { } own && own != width)
        {
            Problems.Contradicts(
                _declaration.Identifier.GetLocation(), $"it has {OwnOptionFacts.Text(own)}, and the data of {known[0].Name} have {OwnOptionFacts.Text(width)}");
        }
    }

    private static NativeSize? WidthOf(CatalogMessage message) => MessageShape.Of(Catalog, message) is { Width: > 0 } shape ? new NativeSize(shape.Width, shape.Width) : null;

    private OwnMessageMembers MissingMembers()
    {
        var members = OwnMessageMembers.None;
        foreach (OwnMessageMembers member in Enum.GetValues(typeof(OwnMessageMembers)))
        {
            members |= _struct.GetMembers(member.ToString()).IsEmpty ? member : OwnMessageMembers.None;
        }

        return members;
    }
}
