using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>What is emitted compiles without a word, wherever users are.</summary>
public sealed class CompilationTests
{
    private const string Everything =
        """
        using WinsockGen;

        namespace Acme
        {
            /// <summary>All of Winsock.</summary>
            [WinsockBindings(WinsockApi.All)]
            public static unsafe partial class Ws2
            {
            }
        }
        """;

    private const string Polyfills =
        """
        using System;

        namespace System
        {
            internal readonly struct Index { public Index(int value, bool fromEnd = false) { Value = fromEnd ? ~value : value; } public int Value { get; } }
            internal readonly struct Range { public Range(Index start, Index end) { Start = start; End = end; } public Index Start { get; } public Index End { get; } }
        }

        namespace System.Runtime.CompilerServices
        {
            internal static class IsExternalInit { }
            [AttributeUsage(AttributeTargets.Struct)] internal sealed class InlineArrayAttribute : Attribute { public InlineArrayAttribute(int length) { Length = length; } public int Length { get; } }
            [AttributeUsage(AttributeTargets.Assembly)] internal sealed class DisableRuntimeMarshallingAttribute : Attribute { }
            [AttributeUsage(AttributeTargets.All)] internal sealed class CompilerFeatureRequiredAttribute : Attribute { public CompilerFeatureRequiredAttribute(string name) { Name = name; } public string Name { get; } }
        }

        namespace System.Runtime.InteropServices
        {
            [AttributeUsage(AttributeTargets.Method)] internal sealed class UnmanagedCallersOnlyAttribute : Attribute { public Type[] CallConvs = new Type[0]; }
            [AttributeUsage(AttributeTargets.Method)] internal sealed class SuppressGCTransitionAttribute : Attribute { }
        }

        namespace System.Runtime.Versioning
        {
            [AttributeUsage(AttributeTargets.All)] internal sealed class SupportedOSPlatformAttribute : Attribute { public SupportedOSPlatformAttribute(string name) { Name = name; } public string Name { get; } }
        }

        namespace System.Diagnostics.CodeAnalysis
        {
            [AttributeUsage(AttributeTargets.All)] internal sealed class UnscopedRefAttribute : Attribute { }
            [AttributeUsage(AttributeTargets.All)] internal sealed class NotNullWhenAttribute : Attribute { public NotNullWhenAttribute(bool value) { } }
        }

        namespace Microsoft.CodeAnalysis
        {
            internal sealed partial class EmbeddedAttribute : Attribute { }
        }
        """;

    public static TheoryData<string, LanguageVersion> PlatformsAndLanguages()
    {
        var data = new TheoryData<string, LanguageVersion>();
        foreach (var platform in TargetPlatform.All)
        {
            foreach (var language in new[] { LanguageVersion.CSharp9, LanguageVersion.CSharp10, LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.CSharp14 })
            {
                data.Add(platform.Name, language);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PlatformsAndLanguages))]
    public async Task Everything_compiles_without_a_warning(string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(Everything, TargetPlatform.Named(platform), language);

        Assert.Empty(project.Complaints);
        Assert.NotEmpty(project.Bindings);
    }

    [Fact]
    public async Task Everything_compiles_where_overflow_is_checked()
    {
        var project = await UserProject.CreateAsync(Everything, checkOverflow: true);

        Assert.Empty(project.Complaints);
    }

    [Theory]
    [InlineData("net10.0", LanguageVersion.CSharp14)]
    [InlineData("net472", LanguageVersion.CSharp9)]
    public async Task Everything_compiles_where_nullable_is_off(string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(Everything, TargetPlatform.Named(platform), language);

        project.Reconfigure(compilation => compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable)));

        Assert.Empty(project.Complaints);
    }

    /// <summary>Projects for older targets bring their own copies of what newer frameworks have.</summary>
    [Theory]
    [InlineData("net472", LanguageVersion.CSharp9)]
    [InlineData("net472", LanguageVersion.CSharp14)]
    [InlineData("net472 with System.Memory", LanguageVersion.CSharp14)]
    [InlineData("netstandard2.0", LanguageVersion.CSharp9)]
    [InlineData("netstandard2.0", LanguageVersion.CSharp14)]
    public async Task Everything_compiles_beside_the_polyfills_of_the_user(string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(Everything, TargetPlatform.Named(platform), language);

        project.Edit("Polyfills.cs", Polyfills);

        Assert.Empty(project.Complaints);
    }

    [Theory]
    [InlineData("net10.0", LanguageVersion.CSharp14)]
    [InlineData("net472", LanguageVersion.CSharp10)]
    public async Task Everything_compiles_beside_implicit_usings(string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(Everything, TargetPlatform.Named(platform), language);

        project.Edit("Usings.cs", "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;");

        Assert.Empty(project.Complaints);
    }

    [Fact]
    public async Task Everything_takes_at_most_twelve_files()
    {
        var project = await UserProject.CreateAsync(Everything);

        Assert.InRange(project.Bindings.Count, 1, 12);
    }
}
