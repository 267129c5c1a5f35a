using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>
/// An import library of mingw-w64 for 32-bit Windows. Its symbols say how many bytes of arguments a function takes off the stack:
/// <c>_bind@12</c>.
/// </summary>
internal static partial class ImportLibrary
{
    /// <summary>The bytes of arguments of each function that a DLL exports, by name.</summary>
    public static Dictionary<string, int> ArgumentBytes(string dll)
    {
        var library = Output(CrossCompiler.NameFor(pointerSize: 4), $"-print-file-name=lib{dll}.a").Trim();
        return Symbol().Matches(Output("i686-w64-mingw32-nm", library))
            .DistinctBy(match => match.Groups[1].Value)
            .ToDictionary(
                match => match.Groups[1].Value,
                match => int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
                StringComparer.Ordinal);
    }

    private static string Output(string program, string argument)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [argument])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(errors.Result);
    }

    [GeneratedRegex(@" T _(\w+)@(\d+)\s")]
    private static partial Regex Symbol();
}
