using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace WinsockGen.Generator.Benchmarks;

/// <summary>What a request adds to a compilation from the command line: <c>csc</c> in a process of its own, without a compiler server.</summary>
internal static class WholeCompile
{
    /// <param name="request">What the project asks for.</param>
    /// <param name="analyzers">The package's folder of analyzers, all of which the compiler gets; or <c>none</c>.</param>
    public static async Task<int> MeasureAsync(string request, string analyzers)
    {
        var folder = Directory.CreateTempSubdirectory("winsockgen-compile-").FullName;
        try
        {
            var arguments = UserProject.References.Select(path => $"/reference:\"{path}\"")
                .Concat(analyzers == "none" ? [] : Directory.GetFiles(analyzers, "*.dll").Order(StringComparer.Ordinal).Select(path => $"/analyzer:\"{path}\""))
                .Concat(UserProject.Sources(request).Select(source => WriteSource(folder, source.Key, source.Value)))
                .Append("/nologo /unsafe /nullable:enable /langversion:latest /target:exe /debug:portable /deterministic /out:\"" + Path.Combine(folder, "User.dll") + '"');
            var responseFile = Path.Combine(folder, "compile.rsp");
            await File.WriteAllLinesAsync(responseFile, arguments).ConfigureAwait(false);

            var started = Stopwatch.GetTimestamp();
            using var compiler = Process.Start(Environment.ProcessPath!, [Path.Combine(CompilerFolder.Path, "csc.dll"), "/noconfig", "@" + responseFile]);
            await compiler.WaitForExitAsync().ConfigureAwait(false);
            Figure.Write("milliseconds", Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return compiler.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string WriteSource(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return '"' + path + '"';
    }
}
