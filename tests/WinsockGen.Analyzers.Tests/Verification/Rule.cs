using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace WinsockGen.Analyzers.Tests.Verification;

/// <summary>Runs one rule, and its fix, over sources in which <c>[|…|]</c> marks what must be found.</summary>
internal static class Rule<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    /// <summary>Members of a class that has what the rules' tests need in scope.</summary>
    public static Task Finds(string members) => FindsIn(Program(members));

    /// <summary>A whole compilation unit; <see cref="TestPlatform"/> stays in scope.</summary>
    public static Task FindsIn(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
        => Create(source, kind).RunAsync();

    /// <summary>The fix with a given key, applied to one finding, and to all of them where there are several.</summary>
    public static Task Fixes(string members, string expected, string? equivalenceKey = null)
    {
        CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> test = Create(Program(members), OutputKind.DynamicallyLinkedLibrary);
        Add(test.FixedState.Sources, Program(expected));
        test.CodeActionEquivalenceKey = equivalenceKey;
        return test.RunAsync();
    }

    /// <summary>Findings for which no fix may be offered.</summary>
    public static Task FindsWithoutFix(string members) => Fixes(members, members);

    private static string Program(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Net;
        using System.Net.Security;
        using System.Net.Sockets;
        using System.Threading;
        using System.Threading.Tasks;

        internal partial class Program
        {
        {{members}}
        }
        """;

    private static CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> Create(string source, OutputKind kind)
    {
        var test = new UnsafeTest { ReferenceAssemblies = TestPlatform.References };
        test.TestState.OutputKind = kind;
        Add(test.TestState.Sources, source);
        return test;
    }

    private static void Add(SourceFileList sources, string source)
    {
        sources.Add(source);
        sources.Add(("Imports.cs", TestPlatform.Imports));
        sources.Add(("Runtime.cs", TestPlatform.Runtime));
    }

    private sealed class UnsafeTest : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    {
        protected override CompilationOptions CreateCompilationOptions()
            => ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithAllowUnsafe(true);

        protected override ParseOptions CreateParseOptions()
            => ((CSharpParseOptions)base.CreateParseOptions()).WithLanguageVersion(LanguageVersion.CSharp14);
    }
}
