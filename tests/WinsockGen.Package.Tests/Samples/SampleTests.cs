using System.IO;
using System.Threading.Tasks;
using WinsockGen.Build.Demo;
using WinsockGen.Build.Packages;
using Xunit;

namespace WinsockGen.Package.Tests.Samples;

[Collection(PackageCollection.Name)]
public sealed class SampleTests(PackedPackage package)
{
    [Fact]
    public async Task ProtocolUnsafe_gets_exactly_the_warnings_that_it_marks()
    {
        var sample = new UnsafeSample(package.Repository);

        var warnings = await sample.CompileAsync(await ConsumerAsync(), package.Commands);

        Assert.NotEmpty(sample.Expected);
        Assert.Equal(sample.Expected, MarkedWarning.InOutput(warnings));
    }

    [Fact]
    public async Task Quickstart_compiles_without_a_warning() =>
        await package.Commands.RequireAsync((await ConsumerAsync()).DotnetBuild(Path.Combine(package.Repository.Samples, "Quickstart"), "build"));

    private Task<PackageConsumer> ConsumerAsync() =>
        PackageConsumer.CreateAsync(package.Package, Path.Combine(package.Repository.Artifacts, "sample-packages"), package.Commands);
}
