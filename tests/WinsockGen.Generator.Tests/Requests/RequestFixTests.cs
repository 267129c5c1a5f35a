using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using WinsockGen.CodeFixes.Requests;
using WinsockGen.Generator.Requests;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Requests;

/// <summary>What the code fixes make of a request.</summary>
public sealed class RequestFixTests
{
    [Fact]
    public Task An_unknown_name_is_replaced_by_the_nearest() => FixAsync<WSG0001UseNearestName>(
        """
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "send, {|WSG0001:WSARecvMsgg|}, recv")]
        internal static unsafe partial class Ws2 { }
        """,
        """
        using WinsockGen;
        [WinsockBindings(WinsockApi.None, Include = "send, WSARecvMsg, recv")]
        internal static unsafe partial class Ws2 { }
        """);

    [Fact]
    public Task The_modifiers_that_are_missing_are_added_in_order() => FixAsync<WSG0003AddModifiers>(
        """
        using WinsockGen;
        // Ours.
        [WinsockBindings(WinsockApi.None)]
        internal class {|WSG0003:Ws2|} { }
        """,
        """
        using WinsockGen;
        // Ours.
        [WinsockBindings(WinsockApi.None)]
        internal static unsafe partial class Ws2 { }
        """);

    [Fact]
    public Task A_class_without_modifiers_keeps_its_indentation() => FixAsync<WSG0003AddModifiers>(
        """
        namespace Acme
        {
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None)]
            class {|WSG0003:Ws2|} { }
        }
        """,
        """
        namespace Acme
        {
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None)]
            static unsafe partial class Ws2 { }
        }
        """);

    [Fact]
    public Task Partial_stays_last() => FixAsync<WSG0003AddModifiers>(
        """
        [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None)]
        partial class {|WSG0003:Ws2|} { }
        """,
        """
        [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None)]
        static unsafe partial class Ws2 { }
        """);

    [Fact]
    public Task The_types_around_become_partial() => FixAsync<WSG0003AddModifiers>(
        """
        public class Outer
        {
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None)]
            static unsafe partial class {|WSG0003:Ws2|} { }
        }
        """,
        """
        public partial class Outer
        {
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None)]
            static unsafe partial class Ws2 { }
        }
        """);

    [Fact]
    public Task A_class_of_options_does_not_become_unsafe() => FixAsync<WSG0003AddModifiers>(
        """
        [WinsockGen.SocketOptions]
        internal class {|WSG0003:Options|} { }
        """,
        """
        [WinsockGen.SocketOptions]
        internal static partial class Options { }
        """);

    [Fact]
    public Task No_modifier_helps_options_inside_another_class()
    {
        const string nested =
            """
            public class Outer
            {
                [WinsockGen.SocketOptions]
                internal static partial class {|WSG0003:Options|} { }
            }
            """;
        return FixAsync<WSG0003AddModifiers>(nested, nested);
    }

    private static async Task FixAsync<TFix>(string before, string after)
        where TFix : CodeFixProvider, new()
    {
        var test = new GeneratingFixTest<TFix> { TestCode = before, FixedCode = after };
        await test.RunAsync();
    }

    /// <summary>A fix test in whose projects the generator runs, since the attributes come from it.</summary>
    private sealed class GeneratingFixTest<TFix> : CSharpCodeFixTest<BindingsRequestAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        public GeneratingFixTest()
        {
            ReferenceAssemblies = TargetPlatform.Net10.Assemblies;
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck;
            MarkupOptions = MarkupOptions.UseFirstDescriptor; // Two analyzers share WSG0003.
        }

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new BindingsRequestAnalyzer(), new OptionsRequestAnalyzer()];

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(WinsockGenerator)];

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithAllowUnsafe(true);
    }
}
