using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;
using WinsockGen.Build.Packages;

namespace WinsockGen.Build.Benchmarks;

/// <summary>The program that measures a generator once, in a process of its own.</summary>
internal sealed class GeneratorProbe
{
    private const string Project = "WinsockGen.Generator.Benchmarks";
    private const string FloorProject = "WinsockGen.Generator.Floor";
    private const string AnalyzerFolder = "analyzers/dotnet/cs/";
    private const string Taskset = "/usr/bin/taskset";

    private readonly CommandRunner _commands;
    private readonly string _program;
    private readonly string _floor;
    private readonly string _folder;

    private GeneratorProbe(Repository repository, CommandRunner commands, string folder)
    {
        _commands = commands;
        _program = Path.Combine(repository.Tests, Project, "bin", "Release", "net10.0", Project + ".dll");
        _floor = Path.Combine(repository.Tests, FloorProject, "bin", "Release", "netstandard2.0", FloorProject + ".dll");
        _folder = folder;
    }

    /// <summary>Whether the generator can be bound to one processor here.</summary>
    public static bool Pins => File.Exists(Taskset);

    /// <summary>The folder of what the compiler loads, as the package has it.</summary>
    public string Analyzers => Path.Combine(_folder, "analyzers");

    private string Generator => Path.Combine(Analyzers, "WinsockGen.Generator.dll");

    /// <summary>Packs, unpacks what the compiler loads, and builds the program.</summary>
    public static async Task<GeneratorProbe> PrepareAsync(Repository repository, CommandRunner commands)
    {
        var folder = Path.Combine(repository.Artifacts, "generator-benchmark");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        var probe = new GeneratorProbe(repository, commands, folder);
        var builder = new PackageBuilder(repository, commands);
        Unpack(await builder.PackAsync(builder.NewDevelopmentVersion()).ConfigureAwait(false), probe.Analyzers);
        await commands.RequireAsync(new Command("dotnet", "build", Path.Combine(repository.Tests, Project), "--configuration", "Release", "-v", "quiet", "-nologo")
        {
            WorkingDirectory = repository.Root,
        }).ConfigureAwait(false);
        return probe;
    }

    /// <summary>Counts what the generator emits for a request, and keeps the text for the floor.</summary>
    public Task<Measurement> EmitAsync(string request) => MeasureAsync(Pins, "emit", request, Generator, Texts(request));

    /// <summary>Measures the generator.</summary>
    public Task<Measurement> GeneratorAsync(string what, string request) => MeasureAsync(Pins, what, request, Generator);

    /// <summary>Measures the floor: a generator that only adds what <see cref="EmitAsync"/> kept.</summary>
    public Task<Measurement> FloorAsync(string what, string request) => MeasureAsync(Pins, what, request, _floor, Texts(request));

    /// <summary>Compiles a project with the whole package, on as many processors as the compiler likes: so it is run.</summary>
    public Task<Measurement> CompileAsync(string request) => MeasureAsync(pins: false, "compile", request, Analyzers);

    /// <summary>Compiles a project that asks for nothing, without the package.</summary>
    public Task<Measurement> CompilePlainAsync() => MeasureAsync(pins: false, "compile", "Nothing", "none");

    private string Texts(string request) => Path.Combine(_folder, "texts", request);

    private async Task<Measurement> MeasureAsync(bool pins, params string[] arguments)
    {
        string[] line = pins ? [Taskset, "-c", "0", "dotnet", _program, .. arguments] : ["dotnet", _program, .. arguments];
        var run = await _commands.RequireAsync(new Command(line[0], line[1..]) { TimeLimit = TimeSpan.FromMinutes(2) }).ConfigureAwait(false);
        return Measurement.Read(run.Lines);
    }

    private static void Unpack(WinsockGenPackage package, string folder)
    {
        Directory.CreateDirectory(folder);
        using var archive = ZipFile.OpenRead(package.File);
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.StartsWith(AnalyzerFolder, StringComparison.Ordinal)))
            entry.ExtractToFile(Path.Combine(folder, entry.Name));
    }
}
