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
        "winsock2.h", "ws2tcpip.h", "ws2spi.h", "sporder.h", "mswsock.h", "mstcpip.h", "af_irda.h", "atalkwsh.h", "wsipx.h", "wsnwlink.h",
        "wsnetbs.h", "wsvns.h", "wshisotp.h", "ws2atm.h", "ws2dnet.h", "wsrm.h", "afunix.h", "hvsocket.h", "netiodef.h", "bthdef.h",
        "bthsdpdef.h", "ws2bth.h", "qos.h", "qos2.h", "qosobjs.h", "qospol.h", "qossp.h", "ntddndis.h", "traffic.h", "nldef.h", "nspapi.h", "nspapip.h",
        "nsemail.h", "windows.h",
    ];

    /// <summary>
    /// The alignment of a type; the lowest bit of a bit-field and the number of its bits, where the compiler reads back an object of which
    /// only these bits are set.
    /// </summary>
    private const string Macros =
        """
        #define ALIGNMENT(type) ((int)_Alignof(type))
        #define BIT_FIELD(type, path) static const union { type object; unsigned long long words[8]; } bits = { .object = { .path = -1 } }
        #define LOWEST_FROM(i, otherwise) (bits.words[i] ? 64 * i + __builtin_ctzll(bits.words[i]) : (otherwise))
        #define FIRST_BIT(type, path) ({ BIT_FIELD(type, path); LOWEST_FROM(0, LOWEST_FROM(1, LOWEST_FROM(2, LOWEST_FROM(3, \
            LOWEST_FROM(4, LOWEST_FROM(5, LOWEST_FROM(6, LOWEST_FROM(7, -1)))))))); })
        #define BITS_IN(i) __builtin_popcountll(bits.words[i])
        #define BIT_COUNT(type, path) ({ BIT_FIELD(type, path); \
            BITS_IN(0) + BITS_IN(1) + BITS_IN(2) + BITS_IN(3) + BITS_IN(4) + BITS_IN(5) + BITS_IN(6) + BITS_IN(7); })

        """;

    private readonly string _program;

    private CrossCompiler(string program, int pointerSize)
    {
        _program = program;
        PointerSize = pointerSize;
    }

    public int PointerSize { get; }

    public static string NameFor(int pointerSize) => (pointerSize == 8 ? "x86_64" : "i686") + "-w64-mingw32-gcc";

    /// <summary>Names the compilers that are not installed; null where both are.</summary>
    public static string? WhyUnavailable()
    {
        var missing = new[] { 8, 4 }.Where(size => Find(size) is null).Select(NameFor).ToList();
        return missing.Count == 0 ? null : "needs " + string.Join(" and ", missing);
    }

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
    /// <param name="questions">Constant expressions of C.</param>
    /// <param name="declarations">What the expressions need beside the headers.</param>
    public Dictionary<string, long> Evaluate(IEnumerable<(string Key, string Expression)> questions, string declarations = "")
    {
        var folder = Directory.CreateTempSubdirectory("winsockgen-");
        try
        {
            var file = Path.Combine(folder.FullName, "facts.c");
            var words = WordsOfHeaders(file, declarations);
            var remaining = questions
                .Where(question => Word().Matches(question.Expression).All(word => words.Contains(word.Value)))
                .ToList();
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                var firstLine = WriteProgram(file, declarations, remaining);
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
    private HashSet<string> WordsOfHeaders(string file, string declarations)
    {
        WriteProgram(file, declarations, []);
        var (text, errors) = Run("-E", "-dD", file);
        return errors.Length == 0
            ? Word().Matches(text).Select(word => word.Value).ToHashSet(StringComparer.Ordinal)
            : throw new InvalidOperationException(errors);
    }

    /// <returns>The number of the first question's line.</returns>
    private static int WriteProgram(string file, string declarations, List<(string Key, string Expression)> questions)
    {
        // qos2.h of mingw-w64 uses QOS_FLOWID without declaring it.
        var text = new StringBuilder(
            "#define UNICODE\n#define _WIN32_WINNT 0x0A00\n#include <stddef.h>\ntypedef unsigned int QOS_FLOWID, *PQOS_FLOWID;\n");
        foreach (var header in Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"#if __has_include(<{header}>)\n#include <{header}>\n#endif\n");
        }

        text.Append(Macros).Append(declarations).Append("void facts(void)\n{\n");
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
        using var process = Process.Start(new ProcessStartInfo(_program, ["-w", "-O1", .. arguments])
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
