using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>docs/addresses.md is right.</summary>
public sealed class AddressGuideTests
{
    [Fact]
    public async Task The_code_of_the_guide_compiles()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "addresses.md")).ReplaceLineEndings("\n");
        var blocks = Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => "#pragma warning disable CS1591\n" + match.Groups[1].Value).ToList();
        Assert.Equal(3, blocks.Count);

        var project = await UserProject.CreateAsync(blocks[0]);
        for (var i = 1; i < blocks.Count; i++)
        {
            project.Edit($"Block{i}.cs", blocks[i]);
        }

        // The runtime's end points as they stand in the repository: all that they need is beside them, or generated.
        var runtime = Path.Combine(Root(), "runtime", "WinsockGen.Runtime");
        foreach (var file in Directory.GetFiles(Path.Combine(runtime, "Addresses"), "*.cs").Append(Path.Combine(runtime, "Native", "Ws2.cs")))
        {
            project.Edit(Path.GetFileName(file), File.ReadAllText(file));
        }

        Assert.Empty(project.Complaints);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
