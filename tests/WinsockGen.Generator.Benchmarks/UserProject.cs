using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WinsockGen.Generator.Benchmarks;

/// <summary>A small project of a user, with one request.</summary>
internal static class UserProject
{
    /// <summary>The file that unrelated edits change.</summary>
    public const string EditedFile = "Program.cs";

    private const string AssemblyInfo =
        """
        using System.Reflection;
        [assembly: global::System.Runtime.Versioning.TargetFrameworkAttribute(".NETCoreApp,Version=v10.0", FrameworkDisplayName = ".NET 10.0")]
        [assembly: AssemblyCompany("User")]
        [assembly: AssemblyConfiguration("Release")]
        [assembly: AssemblyFileVersion("1.0.0.0")]
        [assembly: AssemblyInformationalVersion("1.0.0")]
        [assembly: AssemblyProduct("User")]
        [assembly: AssemblyTitle("User")]
        [assembly: AssemblyVersion("1.0.0.0")]
        """;

    /// <summary>The requests, by the name that the command line has for them.</summary>
    private static readonly Dictionary<string, string> Requests = new(StringComparer.Ordinal)
    {
        ["Nothing"] = string.Empty,
        ["Ten"] = Bindings("WinsockApi.None, Include = \"WSAStartup, WSACleanup, socket, bind, listen, accept, connect, send, recv, closesocket\""),
        ["Default"] = Bindings("WinsockApi.Default"),
        ["All"] = Bindings("WinsockApi.All"),
        ["Everything"] = Bindings("WinsockApi.All") + "\n[WinsockGen.SocketOptions(WinsockGen.SocketOptionLevels.All)]\ninternal static partial class Options;",
    };

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    /// <summary>The references that the build of this program wrote down.</summary>
    public static IEnumerable<string> References => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "references.txt"));

    public static IReadOnlyDictionary<string, string> Sources(string request) => new Dictionary<string, string>
    {
        ["AssemblyInfo.cs"] = AssemblyInfo,
        [EditedFile] = Program(0),
        ["Ws2.cs"] = Requests[request],
    };

    public static CSharpCompilation Compilation(string request) => CSharpCompilation.Create(
        "User",
        Sources(request).Select(source => Parse(source.Key, source.Value)),
        References.Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The file that is edited, as it is after an edit.</summary>
    public static SyntaxTree EditedTree(int edit) => Parse(EditedFile, Program(edit));

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static string Bindings(string arguments) =>
        $"using WinsockGen;\n[WinsockBindings({arguments})]\ninternal static unsafe partial class Ws2;";

    private static string Program(int edit) =>
        $$"""
        using System;
        internal static class Program
        {
            private static int Count(string text)
            {
                var count = {{edit}};
                foreach (var character in text)
                {
                    count += character == 'x' ? 1 : 0;
                }

                return count;
            }

            private static void Main(string[] args) => Console.WriteLine(Count(string.Concat(args)));
        }
        """;
}
