using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace WinsockGen.Build;

/// <summary>Where things are in this repository.</summary>
public sealed class Repository
{
    private Repository(string root) => Root = root;

    public string Root { get; }

    public string Solution => Path.Combine(Root, "WinsockGen.sln");

    public string Tests => Path.Combine(Root, "tests");

    public string Samples => Path.Combine(Root, "samples");

    /// <summary>Everything that a run leaves behind, below here and ignored by git.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The local package feed that nuget.config names.</summary>
    public string Feed => Path.Combine(Artifacts, "packages");

    /// <summary>The version that is being worked on.</summary>
    public string VersionPrefix
    {
        get
        {
            var properties = Path.Combine(Root, "Directory.Build.props");
            return XDocument.Load(properties).Descendants("VersionPrefix").SingleOrDefault()?.Value
                ?? throw new BuildException($"{properties} sets no VersionPrefix.");
        }
    }

    /// <summary>The repository that a folder is in.</summary>
    public static Repository Containing(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, "WinsockGen.sln")))
                return new Repository(candidate.FullName);
        }

        throw new BuildException($"{folder} is not inside the WinsockGen repository (no WinsockGen.sln above it).");
    }
}
