using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>
/// A C compiler for Windows that computes constant expressions over the headers of mingw-w64: a second opinion on the catalog.
/// Nothing is run: the values are read from the assembly text.
/// </summary>
internal sealed partial class CrossCompiler
{
    /// <summary>A name that the headers lack makes an error in its own line; without those lines the rest compiles.</summary>
    private const int MostAttempts = 6;

    private static readonly string[] Headers =
    [
        "winsock2.h", "ws2tcpip.h", "mswsock.h", "mstcpip.h", "af_irda.h", "wsipx.h", "wsnwlink.h", "afunix.h", "bthdef.h", "bthsdpdef.h", "ws2bth.h",
        "atalkwsh.h", "ws2atm.h", "ws2dnet.h", "wshisotp.h", "wsnetbs.h", "wsrm.h", "wsvns.h", "qos.h", "qossp.h", "qospol.h", "traffic.h", "nspapi.h",
        "ws2spi.h", "nsemail.h", "sporder.h", "windows.h",
    ];

    private readonly string _program;

    private CrossCompiler(string program, int pointerSize)
    {
        _program = program;
        PointerSize = pointerSize;
    }

    public int PointerSize { get; }

    public static string NameFor(int pointerSize) => (pointerSize == 8 ? "x86_64" : "i686") + "-w64-mingw32-gcc";

    public static CrossCompiler? Find(int pointerSize)
    {
        var extension = OperatingSystem.IsWindows() ? ".exe" : string.Empty;
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, NameFor(pointerSize) + extension))
            .Where(File.Exists)
            .Select(program => new CrossCompiler(program, pointerSize))
            .FirstOrDefault();
    }

    /// <summary>The values of those expressions that the headers know, by key.</summary>
    public Dictionary<string, long> Evaluate(IEnumerable<(string Key, string Expression)> questions)
    {
        var folder = Directory.CreateTempSubdirectory("winsockgen-");
        try
        {
            var file = Path.Combine(folder.FullName, "facts.c");
            var words = WordsOfHeaders(file);
            var remaining = questions
                .Where(question => Word().Matches(question.Expression).All(word => words.Contains(word.Value)))
                .ToList();
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                var firstLine = WriteProgram(file, remaining);
                var (assembly, errors) = Run("-S", "-o", "-", file);
                if (errors.Length == 0)
                {
                    return Fact().Matches(assembly).ToDictionary(
                        match => match.Groups[1].Value,
                        match => long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
                }

                var badLines = ErrorLine().Matches(errors)
                    .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                    .ToHashSet();
                var good = remaining.Where((_, index) => !badLines.Contains(firstLine + index)).ToList();
                remaining = good.Count < remaining.Count ? good : throw new InvalidOperationException(errors);
            }

            throw new InvalidOperationException($"{_program} still finds errors after {MostAttempts} attempts");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Every word that the headers say. A name that is not among them would be an error, and gcc takes a tenth of a second to guess
    /// what each such name might have meant.
    /// </summary>
    private HashSet<string> WordsOfHeaders(string file)
    {
        WriteProgram(file, []);
        var (text, errors) = Run("-E", "-dD", file);
        return errors.Length == 0
            ? Word().Matches(text).Select(word => word.Value).ToHashSet(StringComparer.Ordinal)
            : throw new InvalidOperationException(errors);
    }

    /// <returns>The number of the first question's line.</returns>
    private static int WriteProgram(string file, List<(string Key, string Expression)> questions)
    {
        var text = new StringBuilder("#define UNICODE\n#define _WIN32_WINNT 0x0A00\n#include <stddef.h>\n");
        foreach (var header in Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"#if __has_include(<{header}>)\n#include <{header}>\n#endif\n");
        }

        text.Append("void facts(void)\n{\n");
        var firstLine = text.ToString().Count(character => character == '\n') + 1;
        foreach (var (key, expression) in questions)
        {
            text.Append(CultureInfo.InvariantCulture, $"__asm__ volatile (\"#FACT {key} %c0\" :: \"i\" ({expression}));\n");
        }

        File.WriteAllText(file, text.Append("}\n").ToString());
        return firstLine;
    }

    private (string Output, string Errors) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(_program, ["-w", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (output.Result, process.ExitCode == 0 ? string.Empty : errors);
    }

    [GeneratedRegex(@"#FACT (\S+) (-?\d+)")]
    private static partial Regex Fact();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"facts\.c:(\d+):")]
    private static partial Regex ErrorLine();
}
