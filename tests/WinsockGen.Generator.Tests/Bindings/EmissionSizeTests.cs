using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;
using Xunit.Abstractions;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>The emitted text stays small: it is parsed and bound with every build, and read by people.</summary>
public sealed class EmissionSizeTests(ITestOutputHelper output)
{
    private const int CharactersPerMember = 220;
    private const int Files = 12;

    [Theory]
    [InlineData("All", "net10.0")]
    [InlineData("Default", "net10.0")]
    [InlineData("All", "net472")]
    [InlineData("Default", "net472")]
    public async Task A_member_takes_220_characters_on_average_with_its_documentation(string areas, string platform)
    {
        var project = await UserProject.CreateAsync(
            $"[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.{areas})] public static unsafe partial class Ws2 {{ }}",
            TargetPlatform.Named(platform));

        // A function, an overload, a struct, a constant, a helper, or a function of the extension table.
        var type = project.Output.GetTypeByMetadataName("Ws2")!;
        var members = MembersOf(type) + type.GetTypeMembers("ExtensionFunctions").Sum(MembersOf);
        var characters = project.Bindings.Values.Sum(text => text.Length);
        foreach (var file in project.Bindings)
        {
            output.WriteLine($"{file.Key}: {file.Value.Length:N0} characters");
        }

        output.WriteLine($"{areas}, {platform}: {characters:N0} characters for {members:N0} members, {(double)characters / members:N1} each");
        Assert.InRange((double)characters / members, 1, CharactersPerMember);
        Assert.InRange(project.Bindings.Count, 1, Files);
    }

    private static int MembersOf(INamedTypeSymbol type) => type.GetMembers().Count(member =>
        member.DeclaredAccessibility == Accessibility.Public
        && !member.IsImplicitlyDeclared
        && member is IFieldSymbol or INamedTypeSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary });
}
