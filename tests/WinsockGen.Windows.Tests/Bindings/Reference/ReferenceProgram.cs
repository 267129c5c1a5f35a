using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace WinsockGen.Windows.Tests.Bindings.Reference;

/// <summary>The same calls made in C: Reference/reference.c, compiled with mingw-w64 when these tests were published.</summary>
internal static class ReferenceProgram
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "winsock-reference.exe");

    private static readonly Lazy<ILookup<string, string>> Answers = new(() => Run()
        .Select(line => line.Split('\t', 2))
        .ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal));

    /// <summary>Why there is nothing to compare with, or null.</summary>
    public static string? WhyMissing => File.Exists(Executable) ? null : "needs the C program that mingw-w64 compiles when the tests are published";

    /// <summary>The bindings got what the C program got, in the same order.</summary>
    public static void AssertSame(string subject, IReadOnlyList<string> lines)
    {
        Assert.NotEmpty(lines);
        Assert.Equal(Answers.Value[subject], lines);
    }

    private static List<string> Run()
    {
        using var process = Process.Start(new ProcessStartInfo(Executable) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var reading = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(30)))
        {
            process.Kill();
            throw new TimeoutException("The C program did not end.");
        }

        Assert.Equal(0, process.ExitCode);
        return [.. reading.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r'))];
    }
}
