using Xunit;

namespace WinsockGen.Package.Tests;

/// <summary>Tests that share one packed package; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedPackage>
{
    public const string Name = "The packed package";
}
