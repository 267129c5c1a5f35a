using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>
/// A flag of WinsockApi emits its area, what that needs, and nothing else. What is needed is read from the emitted text by the
/// compiler, not from the selection.
/// </summary>
public sealed class AreaTests
{
    public static TheoryData<string> Areas() => [.. WinsockCatalog.Shared.Areas.Select(area => area.Name)];

    [Theory]
    [MemberData(nameof(Areas))]
    public async Task An_area_emits_all_that_lies_in_it_and_only_what_that_needs(string area)
    {
        var project = await UserProject.CreateAsync(
            $"[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.{area}, Overloads = false)] public static unsafe partial class Ws2 {{ }}");
        var emitted = MembersOf(project).ToDictionary(member => member.Name);
        var lying = NamesIn(area);

        Assert.Empty(lying.Except(emitted.Keys));

        var reached = new HashSet<string>();
        var waiting = new Stack<string>(lying.Intersect(emitted.Keys).Concat(emitted.Keys.Intersect(["ExtensionFunctions"])));
        while (waiting.TryPop(out var name))
        {
            if (reached.Add(name))
            {
                foreach (var needed in NeedsOf(project, emitted[name]))
                {
                    waiting.Push(needed);
                }
            }
        }

        Assert.Empty(emitted.Keys.Except(reached));
    }

    [Fact]
    public async Task An_area_brings_the_wide_variant_and_not_the_ANSI_one()
    {
        var members = await MembersAsync("WinsockApi.NameResolution");

        Assert.Contains("WSALookupServiceBeginW", members);
        Assert.DoesNotContain("WSALookupServiceBeginA", members);
        Assert.DoesNotContain("WSAQUERYSETA", members);
        Assert.Contains("FreeAddrInfoExW", members);
        Assert.DoesNotContain("FreeAddrInfoEx", members);
    }

    [Fact]
    public async Task What_has_no_wide_variant_comes_with_its_area()
    {
        var members = await MembersAsync("WinsockApi.NameResolution | WinsockApi.Winsock11");

        Assert.Superset(new HashSet<string> { "getaddrinfo", "gethostbyname", "inet_addr" }, members.ToHashSet());
        Assert.Contains("_WSAIO", await MembersAsync("WinsockApi.Sockets"));
    }

    [Theory]
    [InlineData("WSASocketA")]
    [InlineData("WSASocket*")]
    public async Task An_ANSI_variant_comes_when_it_is_named(string include) =>
        Assert.Superset(new HashSet<string> { "WSASocketA", "WSAPROTOCOL_INFOA" }, (await MembersAsync("WinsockApi.Sockets", $", Include = \"{include}\"")).ToHashSet());

    [Fact]
    public async Task An_ANSI_struct_comes_when_something_needs_it() =>
        Assert.Superset(new HashSet<string> { "getaddrinfo", "ADDRINFOA" }, (await MembersAsync("WinsockApi.NameResolution")).ToHashSet());

    [Fact]
    public async Task All_is_everything_and_the_sum_of_the_areas_is_All()
    {
        var sum = string.Join(" | ", WinsockCatalog.Shared.Areas.Where(area => !area.IsCombination).Select(area => "WinsockApi." + area.Name));

        var all = await MembersAsync("WinsockApi.All");

        Assert.Contains("WSASocketA", all);
        Assert.Equal(all, await MembersAsync(sum));
    }

    [Fact]
    public async Task Exclude_takes_from_an_area_and_from_Include_but_not_what_something_needs()
    {
        var members = await MembersAsync("WinsockApi.HyperV", ", Include = \"SIO_*, sendto\", Exclude = \"HV_*, SIO_RCVALL*, SOCKADDR\"");

        Assert.DoesNotContain(members, name => name.StartsWith("HV_", StringComparison.Ordinal) || name.StartsWith("SIO_RCVALL", StringComparison.Ordinal));
        Assert.Superset(new HashSet<string> { "sendto", "SOCKADDR", "SOCKADDR_HV", "SIO_TCP_INFO" }, members.ToHashSet());
    }

    [Fact]
    public async Task An_excluded_alias_is_not_asked_for_by_its_other_name()
    {
        Assert.Empty(await MembersAsync("WinsockApi.None", ", Include = \"sockaddr_in\", Exclude = \"SOCKADDR_IN\""));
        Assert.Empty(await MembersAsync("WinsockApi.None", ", Include = \"sockaddr_in\", Exclude = \"sockaddr_*\""));
    }

    private static HashSet<string> NamesIn(string area)
    {
        var catalog = WinsockCatalog.Shared;
        var mask = catalog.Areas.Single(row => row.Name == area).Mask;
        var ansi = area == "All" ? [] : catalog.Functions.Select(row => row.Name).Concat(catalog.Structs.Select(row => row.Name)).ToHashSet();
        ansi.RemoveWhere(name => !ansi.Contains(name + "W") && !(name.EndsWith('A') && ansi.Contains(name[..^1] + "W")));
        return catalog.Functions.Where(row => (row.Area.Mask & mask) != 0).Select(row => row.Name)
            .Concat(catalog.Structs.Where(row => (row.Area.Mask & mask) != 0).Select(row => row.Name))
            .Where(name => !ansi.Contains(name) && !name.Contains('.', StringComparison.Ordinal))
            .Concat(catalog.Constants.Where(row => (row.Area.Mask & mask) != 0).Select(row => row.Name))
            .Concat(catalog.Helpers.Where(row => (row.Area.Mask & mask) != 0).Select(row => row.Name))
            .Concat(catalog.Callbacks.Where(row => (row.Area.Mask & mask) != 0).SelectMany(StructsOf))
            .ToHashSet();
    }

    /// <summary>A function type has no declaration of its own: what is emitted of it are the structs of its signature.</summary>
    private static IEnumerable<string> StructsOf(CatalogCallback callback) => callback.Parameters.Select(parameter => parameter.Type.Name).Append(callback.Returns.Name)
        .SelectMany(name => WinsockCatalog.Shared.Callbacks.Find(name) is { } inner ? StructsOf(inner) : WinsockCatalog.Shared.Structs.IndexOf(name) < 0 ? [] : [name]);

    private static IEnumerable<string> NeedsOf(UserProject project, ISymbol member)
    {
        foreach (var declaration in member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()))
        {
            // A constant is declared by its variable; its type is no name of Winsock's.
            var model = project.Output.GetSemanticModel(declaration.SyntaxTree);
            foreach (var name in declaration.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (model.GetSymbolInfo(name).Symbol is { DeclaredAccessibility: Accessibility.Public, ContainingType.Name: "Ws2" } needed)
                {
                    yield return needed.Name;
                }
            }
        }
    }

    private static async Task<IReadOnlyList<string>> MembersAsync(string areas, string arguments = "")
    {
        var project = await UserProject.CreateAsync(
            $"using WinsockGen; [WinsockBindings({areas}{arguments}, Overloads = false)] public static unsafe partial class Ws2 {{ }}");
        return [.. MembersOf(project).Select(member => member.Name).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<ISymbol> MembersOf(UserProject project) => project.Output.GetTypeByMetadataName("Ws2")!.GetMembers()
        .Where(member => member.DeclaredAccessibility == Accessibility.Public && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet });
}
