using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace WinsockGen.Generator.Tests.Compilations;

/// <summary>A framework that user projects target, by its reference assemblies.</summary>
public sealed class TargetPlatform
{
    public static readonly TargetPlatform Net10 = new("net10.0", "Microsoft.NETCore.App.Ref", "10.0.12", ["ref", "net10.0"]);
    public static readonly TargetPlatform Net8 = new("net8.0", "Microsoft.NETCore.App.Ref", "8.0.31", ["ref", "net8.0"]);
    public static readonly TargetPlatform NetStandard20 = new("netstandard2.0", "NETStandard.Library", "2.0.3", ["build", "netstandard2.0", "ref"], "netstandard");
    public static readonly TargetPlatform Net472 =
        new("net472", "Microsoft.NETFramework.ReferenceAssemblies.net472", "1.0.3", ["build", ".NETFramework", "v4.7.2"], "mscorlib", "System", "System.Core");

    /// <summary>Where spans come from a package.</summary>
    public static readonly TargetPlatform Net472WithSpans = new("net472 with System.Memory", Net472.Assemblies.AddPackages([new("System.Memory", "4.5.5")]));

    private readonly Lazy<Task<ImmutableArray<MetadataReference>>> _references;

    private TargetPlatform(string name, string package, string version, string[] folder, params ImmutableArray<string> assemblies)
        : this(name, new ReferenceAssemblies(name, new PackageIdentity(package, version), Path.Combine(folder)).AddAssemblies(assemblies))
    {
    }

    private TargetPlatform(string name, ReferenceAssemblies assemblies)
    {
        Name = name;
        Assemblies = assemblies;
        _references = new(() => Assemblies.ResolveAsync(LanguageNames.CSharp, CancellationToken.None));
    }

    public static IReadOnlyList<TargetPlatform> All { get; } = [Net10, Net8, NetStandard20, Net472, Net472WithSpans];

    public string Name { get; }

    public ReferenceAssemblies Assemblies { get; }

    public static TargetPlatform Named(string name) => All.Single(platform => platform.Name == name);

    public Task<ImmutableArray<MetadataReference>> GetReferencesAsync() => _references.Value;

    public override string ToString() => Name;
}
