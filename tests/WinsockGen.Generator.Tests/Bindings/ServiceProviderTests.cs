using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>The tables of service providers: typed, so that a provider in C# can fill them and be called through them.</summary>
public sealed class ServiceProviderTests
{
    [Theory]
    [InlineData("WSPPROC_TABLE", 30)]
    [InlineData("WSPUPCALLTABLE", 15)]
    [InlineData("NSP_ROUTINE", 9)]
    [InlineData("NSPV2_ROUTINE", 7)]
    public async Task A_table_holds_pointers_of_the_standard_calling_convention(string table, int functions)
    {
        var pointers = EmittedAssembly.Struct(await EmittedAssembly.Modern, table).GetFields()
            .Select(field => field.GetModifiedFieldType())
            .Where(type => type.IsFunctionPointer)
            .ToList();

        Assert.Equal(functions, pointers.Count);
        Assert.All(pointers, pointer => Assert.Equal([typeof(CallConvStdcall)], pointer.GetFunctionPointerCallingConventions()));
    }

    [Theory]
    [InlineData("WSPPROC_TABLE", "lpWSPSocket", "UIntPtr (Int32, Int32, Int32, WSAPROTOCOL_INFOW*, UInt32, UInt32, Int32*)")]
    [InlineData("WSPPROC_TABLE", "lpWSPGetOverlappedResult", "Int32 (UIntPtr, OVERLAPPED*, UInt32*, Int32, UInt32*, Int32*)")]
    [InlineData("WSPUPCALLTABLE", "lpWPUCreateSocketHandle", "UIntPtr (UInt32, UIntPtr, Int32*)")]
    [InlineData("WSPUPCALLTABLE", "lpWPUPostMessage", "Int32 (IntPtr, UInt32, UIntPtr, IntPtr)")]
    [InlineData("NSP_ROUTINE", "NSPLookupServiceNext", "Int32 (IntPtr, UInt32, UInt32*, WSAQUERYSETW*)")]
    [InlineData("NSPV2_ROUTINE", "NSPv2LookupServiceNextEx", "Void (IntPtr, IntPtr, UInt32, UInt32*, WSAQUERYSET2W*)")]
    public async Task A_pointer_has_the_signature_of_its_function(string table, string function, string signature)
    {
        var type = EmittedAssembly.Struct(await EmittedAssembly.Modern, table).GetField(function)!.FieldType;

        Assert.Equal(
            signature,
            $"{type.GetFunctionPointerReturnType().Name} ({string.Join(", ", type.GetFunctionPointerParameterTypes().Select(parameter => parameter.Name))})");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WSPStartup_takes_the_upcalls_by_value(bool modern)
    {
        var startup = EmittedAssembly.Imports(await EmittedAssembly.GetAsync(modern)).Single(method => method.Name == "WSPStartup");

        Assert.Equal("WSPUPCALLTABLE", startup.GetParameters()[3].ParameterType.Name);
    }

    [Fact]
    public async Task The_table_of_an_advertised_provider_is_asked_for_by_pointer_alone()
    {
        // It is in use after the call: an overload would pin it for the call only.
        var methods = (await EmittedAssembly.Modern).GetMember("WSAAdvertiseProvider").Cast<MethodInfo>();

        Assert.All(methods, method => Assert.True(method.GetParameters()[1].ParameterType.IsPointer));
    }

    [Fact]
    public async Task An_order_of_providers_is_a_list()
    {
        var overload = (await EmittedAssembly.Modern).GetMember("WSCWriteProviderOrder").Cast<MethodInfo>()
            .Single(method => method.GetParameters().Length == 1);

        Assert.Equal(typeof(ReadOnlySpan<uint>), overload.GetParameters()[0].ParameterType);
    }

    [Fact]
    public async Task A_field_tells_what_its_function_does_and_where_its_parameters_are_explained()
    {
        var project = await UserProject.CreateAsync(
            "[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = \"NSP_ROUTINE\")] internal static unsafe partial class Ws2 { }");

        Assert.Contains("api/ws2spi/nc-ws2spi-lpnsplookupservicenext\"/></summary>\n", project.Bindings["Ws2.Structs.g.cs"].ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WSPPROC_TABLE", "WSAPROTOCOL_INFOW")]
    [InlineData("WSPUPCALLTABLE", "WSATHREADID")]
    [InlineData("NSP_ROUTINE", "WSAQUERYSETW")]
    [InlineData("LPWSPSTARTUP", "WSPUPCALLTABLE")]
    public async Task A_table_or_function_type_brings_along_what_its_signatures_name(string asked, string needed)
    {
        var project = await UserProject.CreateAsync(
            $"[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = \"{asked}\")] internal static unsafe partial class Ws2 {{ }}");

        Assert.Empty(project.Complaints);
        Assert.NotEmpty(project.Output.GetTypeByMetadataName("Ws2")!.GetTypeMembers(needed));
    }

    [Theory]
    [InlineData("net10.0", LanguageVersion.CSharp14)]
    [InlineData("net8.0", LanguageVersion.CSharp9)]
    public async Task A_method_with_UnmanagedCallersOnly_fits_a_table(string platform, LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(
            """
            using System;
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;

            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.ServiceProvider)]
            internal static unsafe partial class Ws2 { }

            internal static unsafe class Provider
            {
                [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvStdcall) })]
                public static int WSPStartup(ushort version, Ws2.WSPDATA* data, Ws2.WSAPROTOCOL_INFOW* info, Ws2.WSPUPCALLTABLE upcalls, Ws2.WSPPROC_TABLE* table)
                {
                    table->lpWSPCleanup = &Cleanup;
                    return upcalls.lpWPUCreateEvent == null ? 1 : 0;
                }

                [UnmanagedCallersOnly(CallConvs = new[] { typeof(CallConvStdcall) })]
                private static int Cleanup(int* error) => 0;

                public static int Call(Ws2.WSPPROC_TABLE* table)
                {
                    int error;
                    delegate* unmanaged[Stdcall]<ushort, Ws2.WSPDATA*, Ws2.WSAPROTOCOL_INFOW*, Ws2.WSPUPCALLTABLE, Ws2.WSPPROC_TABLE*, int> startup = &WSPStartup;
                    return startup(0x202, null, null, default, table) + table->lpWSPCleanup(&error);
                }
            }
            """,
            TargetPlatform.Named(platform),
            language);

        Assert.Empty(project.Complaints);
    }

    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net472")]
    public async Task The_pointer_of_a_delegate_fits_a_table_where_there_is_no_UnmanagedCallersOnly(string platform)
    {
        var project = await UserProject.CreateAsync(
            """
            using System;
            using System.Runtime.InteropServices;

            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.ServiceProvider)]
            internal static unsafe partial class Ws2 { }

            internal static unsafe class Provider
            {
                [UnmanagedFunctionPointer(CallingConvention.StdCall)]
                private delegate int Cleanup(Guid* id);

                private static readonly Cleanup Kept = id => 0;

                public static void Fill(Ws2.NSP_ROUTINE* table) =>
                    table->NSPCleanup = (delegate* unmanaged[Stdcall]<Guid*, int>)Marshal.GetFunctionPointerForDelegate(Kept);
            }
            """,
            TargetPlatform.Named(platform),
            LanguageVersion.CSharp9);

        Assert.Empty(project.Complaints);
    }

    [Fact]
    public async Task The_code_of_the_guide_compiles()
    {
        var page = File.ReadAllText(GuidePath()).ReplaceLineEndings("\n");
        var code = string.Concat(Regex.Matches(page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value));

        var project = await UserProject.CreateAsync(code);

        Assert.Empty(project.Complaints);
        Assert.Equal(3, project.Source.SyntaxTrees.Single().GetCompilationUnitRoot().Members.Count);
    }

    private static string GuidePath([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "service-providers.md"));
}
