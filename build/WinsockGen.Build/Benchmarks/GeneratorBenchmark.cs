using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using WinsockGen.Build.Commands;

namespace WinsockGen.Build.Benchmarks;

/// <summary>Measures the generator against its budgets: each time in a fresh process, the floor and the generator by turns; figures are medians.</summary>
internal sealed class GeneratorBenchmark(Repository repository, BuildLog log, CommandRunner commands)
{
    private const int FirstRuns = 15;
    private const int EditRuns = 7;
    private const int Compilations = 7;

    private const string All = "All";
    private const string Everything = "Everything";

    private const double MiB = 1024 * 1024;
    private const double AllocationLimit = 40 * MiB;
    private const double EditLimit = 1.5;
    private const double CharactersLimit = 220;
    private const int FilesLimit = 12;
    private const int AnalyzerFolderLimit = 1_200_000;

    /// <summary>Requests, how people call them, and the milliseconds that they may add to the floor.</summary>
    private static readonly (string Request, string Name, double Limit)[] FirstRequests =
        [("Ten", "ten functions", 40), ("Default", "`Default`", 120), (All, "`All`", 300)];

    private static readonly (string Request, string Name, double Limit)[] CompiledRequests =
        [("Default", "`Default`", 800), (All, "`All`", 1500)];

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        log.Step("Packing WinsockGen, and building what measures it");
        var probe = await GeneratorProbe.PrepareAsync(repository, commands).ConfigureAwait(false);
        var figures = new List<Figure>();

        log.Step("Counting what is emitted");
        foreach (var request in FirstRequests.Select(request => request.Request).Append(Everything))
        {
            var emitted = await probe.EmitAsync(request).ConfigureAwait(false);
            if (request == All)
                Add(figures, Sizes(emitted, probe.Analyzers));
        }

        log.Step($"Editing another file of a project that asks for everything: {EditRuns} processes each");
        Add(figures, await EditAsync(probe).ConfigureAwait(false));

        foreach (var (request, name, limit) in FirstRequests)
        {
            log.Step($"First run for {name.Trim('`')}: {FirstRuns} processes each");
            Add(figures, await FirstRunAsync(probe, request, name, limit).ConfigureAwait(false));
        }

        log.Step($"Compiling a project without the package and with it: {Compilations} processes each");
        Add(figures, await CompileAsync(probe).ConfigureAwait(false));
        return figures;
    }

    private void Add(List<Figure> all, IEnumerable<Figure> figures)
    {
        foreach (var figure in figures)
        {
            all.Add(figure);
            log.Detail($"{figure.What.Replace("`", "", StringComparison.Ordinal)}: {figure.Value}; floor {figure.Floor}; budget {figure.Budget}{(figure.IsWithin ? "" : ": MISSED")}");
        }
    }

    private static IEnumerable<Figure> Sizes(Measurement emitted, string analyzers)
    {
        var kinds = new[] { "functions", "overloads", "structs", "constants", "helpers" };
        var average = emitted["characters"] / kinds.Sum(kind => emitted[kind]);
        var counts = string.Join(", ", kinds.Select(kind => Text($"{emitted[kind]:N0} {kind}")));
        var folder = Directory.GetFiles(analyzers).Sum(file => new FileInfo(file).Length);
        return
        [
            new("Characters per member, `All`", Text($"{average:0} ({emitted["characters"]:N0} for {counts})"), Figure.NoFloor, Text($"≤ {CharactersLimit}"), average <= CharactersLimit, "emit All"),
            new("Files, `All`", Text($"{emitted["files"]}"), Figure.NoFloor, Text($"≤ {FilesLimit}"), emitted["files"] <= FilesLimit, "emit All"),
            new("Analyzer folder of the package", Text($"{folder / 1e6:0.00} MB"), Figure.NoFloor, Text($"≤ {AnalyzerFolderLimit / 1e6} MB"), folder <= AnalyzerFolderLimit, "pack"),
        ];
    }

    private static async Task<IEnumerable<Figure>> EditAsync(GeneratorProbe probe)
    {
        var (floor, generator) = await ByTurnsAsync(EditRuns, () => probe.FloorAsync("edit", Everything), () => probe.GeneratorAsync("edit", Everything)).ConfigureAwait(false);
        return [Multiple("time", "microseconds", 1000, "0.00 ms"), Multiple("allocated", "bytes", 1024, "0 KiB")];

        Figure Multiple(string what, string name, double unit, string format)
        {
            var (least, value) = (Measurement.Median(floor, name), Measurement.Median(generator, name));
            return new(
                $"Unrelated edit with everything requested, {what}",
                Text($"{(value / unit).ToString(format, CultureInfo.InvariantCulture)} (× {value / least:0.00})"),
                (least / unit).ToString(format, CultureInfo.InvariantCulture),
                Text($"≤ floor × {EditLimit}"),
                value <= EditLimit * least,
                "edit Everything");
        }
    }

    private static async Task<IEnumerable<Figure>> FirstRunAsync(GeneratorProbe probe, string request, string name, double limit)
    {
        var (floor, generator) = await ByTurnsAsync(FirstRuns, () => probe.FloorAsync("first", request), () => probe.GeneratorAsync("first", request)).ConfigureAwait(false);
        var (least, value) = (Measurement.Median(floor, "bytes"), Measurement.Median(generator, "bytes"));
        return
        [
            Sum($"First run for {name}", floor, generator, limit, "first " + request),
            new($"First run for {name}, allocated", Text($"{value / MiB:0.0} MiB"), Text($"{least / MiB:0.0} MiB"), Text($"≤ {AllocationLimit / MiB} MiB"), value <= AllocationLimit, "first " + request),
        ];
    }

    private static async Task<IEnumerable<Figure>> CompileAsync(GeneratorProbe probe)
    {
        var plain = new List<Measurement>();
        var compiled = CompiledRequests.Select(_ => new List<Measurement>()).ToArray();
        for (var run = 0; run < Compilations; run++)
        {
            plain.Add(await probe.CompilePlainAsync().ConfigureAwait(false));
            for (var i = 0; i < CompiledRequests.Length; i++)
                compiled[i].Add(await probe.CompileAsync(CompiledRequests[i].Request).ConfigureAwait(false));
        }

        return CompiledRequests.Select((request, i) => Sum($"`csc` of a small project with {request.Name}", plain, compiled[i], request.Limit, "compile " + request.Request));
    }

    /// <summary>A time whose budget is what it adds to the floor.</summary>
    private static Figure Sum(string what, IReadOnlyList<Measurement> floor, IReadOnlyList<Measurement> measured, double limit, string command)
    {
        var (least, value) = (Measurement.Median(floor, "milliseconds"), Measurement.Median(measured, "milliseconds"));
        return new(what, Text($"{value:0} ms (+ {value - least:0})"), Text($"{least:0} ms"), Text($"≤ floor + {limit} ms"), value - least <= limit, command);
    }

    private static async Task<(List<Measurement> Floor, List<Measurement> Generator)> ByTurnsAsync(int runs, Func<Task<Measurement>> floor, Func<Task<Measurement>> generator)
    {
        var (floors, generators) = (new List<Measurement>(), new List<Measurement>());
        for (var run = 0; run < runs; run++)
        {
            floors.Add(await floor().ConfigureAwait(false));
            generators.Add(await generator().ConfigureAwait(false));
        }

        return (floors, generators);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
