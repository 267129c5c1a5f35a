using System;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using Xunit;

namespace WinsockGen.Package.Tests.Contents;

[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackedPackage package)
{
    private const string AnalyzerFolder = "analyzers/dotnet/cs/";
    private const int AnalyzerFolderLimit = 1_200_000;

    [Fact]
    public void It_holds_the_runtime_the_analyzers_the_targets_and_nothing_else() => Assert.Equal(
        [
            "README.md",
            "WinsockGen.nuspec",
            "analyzers/dotnet/cs/WinsockGen.Analyzers.dll",
            "analyzers/dotnet/cs/WinsockGen.Catalog.dll",
            "analyzers/dotnet/cs/WinsockGen.CodeFixes.dll",
            "analyzers/dotnet/cs/WinsockGen.Generator.dll",
            "build/WinsockGen.targets",
            "buildTransitive/WinsockGen.targets",
            "icon.png",
            "lib/net10.0/WinsockGen.Runtime.dll",
            "lib/net10.0/WinsockGen.Runtime.xml",
            "lib/netstandard2.0/_._",
        ],
        PackedPackage.FilesIn(package.Package.File));

    [Fact]
    public void The_symbols_of_the_runtime_are_in_the_symbol_package() =>
        Assert.Contains("lib/net10.0/WinsockGen.Runtime.pdb", PackedPackage.FilesIn(package.Package.SymbolsFile));

    [Fact]
    public void It_depends_on_no_other_package() =>
        Assert.DoesNotContain(Nuspec().Descendants(), element => element.Name.LocalName == "dependency");

    [Fact]
    public void It_tells_its_licence_its_readme_its_icon_and_its_commit()
    {
        var metadata = Nuspec().Root!.Elements().Single();

        Assert.Equal("WinsockGen", Value("id"));
        Assert.Equal(package.Package.Version, Value("version"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Contains("winsock", Value("tags")!.Split(' '));
        Assert.Matches("^[0-9a-f]{40}$", (string?)Element("repository")?.Attribute("commit"));

        string? Value(string name) => Element(name)?.Value;

        XElement? Element(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);
    }

    [Fact]
    public void Its_readme_is_the_one_of_the_repository() =>
        Assert.Equal(File.ReadAllText(Path.Combine(package.Repository.Root, "README.md")), Encoding.UTF8.GetString(package.Read("README.md")));

    [Fact]
    public void Its_icon_is_a_png_of_128_by_128()
    {
        var icon = package.Read("icon.png");

        // PNG: 8 bytes of signature, then the IHDR chunk, whose data begins with width and height, big-endian.
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], icon[..8]);
        Assert.Equal([0, 0, 0, 128, 0, 0, 0, 128], icon[16..24]);
    }

    [Theory]
    [InlineData("WinsockGen.Catalog")]
    [InlineData("WinsockGen.Generator")]
    [InlineData("WinsockGen.Analyzers")]
    [InlineData("WinsockGen.CodeFixes")]
    public void What_the_compiler_loads_refers_only_to_what_every_compiler_of_4_14_has(string assembly)
    {
        using var image = new PEReader(new MemoryStream(package.Read($"{AnalyzerFolder}{assembly}.dll")));
        var metadata = image.GetMetadataReader();

        foreach (var handle in metadata.AssemblyReferences)
        {
            var reference = metadata.GetAssemblyReference(handle);
            var name = metadata.GetString(reference.Name);
            var known = name.StartsWith("WinsockGen.", StringComparison.Ordinal)
                || name == "netstandard"
                || (name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && reference.Version <= new Version(4, 14, 0, 0))
                || name is "System.Collections.Immutable" or "System.Memory" or "System.Buffers" or "System.Composition.AttributedModel";
            Assert.True(known, $"{assembly} refers to {name} {reference.Version}.");
        }
    }

    [Fact]
    public void The_analyzer_folder_stays_within_its_budget()
    {
        var size = PackedPackage.FilesIn(package.Package.File)
            .Where(name => name.StartsWith(AnalyzerFolder, StringComparison.Ordinal))
            .Sum(name => package.Read(name).Length);

        Assert.InRange(size, 1, AnalyzerFolderLimit);
    }

    [Fact]
    public void The_runtime_was_built_deterministically()
    {
        using var image = new PEReader(new MemoryStream(package.Read("lib/net10.0/WinsockGen.Runtime.dll")));

        Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    private XDocument Nuspec() => XDocument.Load(new MemoryStream(package.Read("WinsockGen.nuspec")));
}
