using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>Whatever a row names exists, so that a selection can be closed over the catalog.</summary>
public class ClosureTests
{
    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    private static readonly HashSet<string> CSharpTypes = new(StringComparer.Ordinal)
    {
        "void", "bool", "byte", "sbyte", "char", "short", "ushort", "int", "uint", "long", "ulong",
        "nint", "nuint", "float", "double", "string", "Guid",
    };

    [Fact]
    public void Every_type_of_a_function_exists() =>
        AssertKnown(Catalog.Functions.SelectMany(row => TypesOf(row.Name, row.Returns, row.Parameters)));

    [Fact]
    public void Every_type_of_an_extension_function_exists() =>
        AssertKnown(Catalog.Extensions.SelectMany(row => TypesOf(row.Name, row.Returns, row.Parameters)));

    [Fact]
    public void Every_type_of_a_callback_exists() =>
        AssertKnown(Catalog.Callbacks.SelectMany(row => TypesOf(row.Name, row.Returns, row.Parameters)));

    [Fact]
    public void Every_type_of_a_helper_exists() =>
        AssertKnown(Catalog.Helpers.SelectMany(row => TypesOf(row.Name, row.Returns, row.Parameters)));

    [Fact]
    public void Every_type_of_a_field_exists() =>
        AssertKnown(Catalog.Structs.SelectMany(row => row.Fields.Concat(row.Fields32).Select(field => (row.Name, field.Type.Name))));

    [Fact]
    public void Every_type_of_a_constant_exists() =>
        AssertKnown(Catalog.Constants.Where(row => row.Type.Name != "string").Select(row => (row.Name, row.Type.Name)));

    [Fact]
    public void Every_struct_of_an_option_exists() =>
        Assert.All(
            Catalog.Options.Where(row => row.Type.StartsWith("struct:", StringComparison.Ordinal)),
            row => Assert.NotNull(Catalog.Structs.Find(row.Type["struct:".Length..])));

    [Fact]
    public void Every_value_and_enumeration_of_a_control_message_exists() =>
        Assert.All(
            Catalog.Messages.Select(row => row.Type.Split(':')).Where(parts => parts.Length == 2),
            parts => Assert.True(parts[0] == "value" ? Catalog.Values.Find(parts[1]) is not null : Catalog.Enumerations.Find(parts[1]) is not null, parts[1]));

    [Fact]
    public void Whatever_a_helper_needs_exists() =>
        Assert.All(
            Catalog.Helpers.SelectMany(row => row.Needs.Select(need => (row.Name, Need: need))),
            pair => Assert.True(Exists(pair.Need), $"{pair.Name} needs {pair.Need}"));

    [Fact]
    public void A_helper_names_everything_that_its_body_uses() =>
        Assert.All(
            Catalog.Helpers.SelectMany(row => WordsOf(row.Body).Where(Exists).Select(word => (Helper: row, Word: word))),
            pair => Assert.True(
                pair.Helper.Needs.Contains(pair.Word) || CSharpTypes.Contains(pair.Word),
                $"{pair.Helper.Name} uses {pair.Word}"));

    [Fact]
    public void Every_extension_function_has_a_GUID() =>
        Assert.All(Catalog.Extensions, row => Assert.Equal("Guid", Catalog.Constants.Find(row.GuidConstant)?.Type.Name));

    [Fact]
    public void Every_constant_belongs_to_a_group_that_exists_or_to_none() =>
        Assert.All(
            Catalog.Constants.Where(row => row.Group.Length > 0),
            row => Assert.True(Catalog.Groups.Find(row.Group) is not null, $"{row.Name} is in {row.Group}"));

    [Fact]
    public void Every_group_has_a_constant() =>
        Assert.All(Catalog.Groups, group => Assert.Contains(Catalog.Constants, row => row.Group == group.Name));

    [Fact]
    public void Another_name_of_a_struct_is_the_name_of_nothing_else() =>
        Assert.All(
            Catalog.Structs.SelectMany(row => row.Aliases),
            alias => Assert.True(!Exists(alias) && Catalog.Extensions.Find(alias) is null, alias));

    [Fact]
    public void A_nested_struct_stands_in_the_area_of_the_struct_around_it() =>
        Assert.All(
            Catalog.Structs.Where(row => row.Name.Contains('.', StringComparison.Ordinal)),
            row => Assert.Same(Catalog.Structs.Find(row.Name[..row.Name.IndexOf('.', StringComparison.Ordinal)])!.Area, row.Area));

    [Fact]
    public void No_alias_is_the_name_or_the_alias_of_another_struct()
    {
        var names = Catalog.Structs.Select(row => row.Name).Concat(Catalog.Structs.SelectMany(row => row.Aliases)).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void No_two_members_of_the_emitted_class_have_the_same_name()
    {
        var names = Catalog.Functions.Select(row => row.Name)
            .Concat(Catalog.Structs.Select(row => row.Name))
            .Concat(Catalog.Constants.Select(row => row.Name))
            .Concat(Catalog.Helpers.Select(row => row.Name))
            .ToList();

        Assert.Empty(names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    private static IEnumerable<(string Owner, string Type)> TypesOf(
        string owner, TypeReference returns, IReadOnlyList<CatalogParameter> parameters) =>
        parameters.Select(parameter => parameter.Type).Append(returns).Select(type => (owner, type.Name));

    private static void AssertKnown(IEnumerable<(string Owner, string Type)> uses) =>
        Assert.All(uses, use => Assert.True(IsType(use.Type), $"{use.Owner} names {use.Type}"));

    private static bool IsType(string name) =>
        CSharpTypes.Contains(name)
        || Catalog.Types.Find(name) is not null
        || Catalog.Structs.Find(name) is not null
        || Catalog.Callbacks.Find(name) is not null
        || Catalog.FindExtensionByPointerType(name) is not null;

    private static bool Exists(string name) =>
        IsType(name)
        || Catalog.Functions.Find(name) is not null
        || Catalog.Constants.Find(name) is not null
        || Catalog.Helpers.Find(name) is not null;

    private static IEnumerable<string> WordsOf(string body) =>
        body.Split(body.Where(character => !char.IsLetterOrDigit(character) && character != '_').Distinct().ToArray()).Distinct();
}
