using System;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Compilations;
using Xunit;

namespace WinsockGen.Generator.Tests.Bindings;

/// <summary>Raw functions are exact imports.</summary>
public sealed class FunctionTests
{
    [Fact]
    public async Task Every_function_of_the_catalog_is_imported_once()
    {
        var ws2 = await EmittedAssembly.Modern;

        Assert.Equal(
            WinsockCatalog.Shared.Functions.Select(row => row.Name).Order(StringComparer.Ordinal),
            EmittedAssembly.Imports(ws2).Select(method => method.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_last_error_is_saved_exactly_where_Windows_sets_it()
    {
        var ws2 = await EmittedAssembly.Modern;

        Assert.All(
            EmittedAssembly.Imports(ws2),
            method => Assert.Equal(WinsockCatalog.Shared.Functions.Find(method.Name)!.SetsLastError, Import(method).SetLastError));
    }

    [Theory]
    [InlineData("htons", false)]
    [InlineData("WSAStartup", false)]
    [InlineData("WSAGetLastError", false)]
    [InlineData("WSASetLastError", false)]
    [InlineData("getaddrinfo", false)] // Its result is the error.
    [InlineData("freeaddrinfo", false)]
    [InlineData("AcceptEx", true)]
    [InlineData("WSAPoll", true)]
    [InlineData("closesocket", true)]
    [InlineData("socket", true)]
    [InlineData("WSACreateEvent", true)]
    [InlineData("send", true)]
    public async Task The_last_error_is_saved_by(string function, bool saved)
    {
        var ws2 = await EmittedAssembly.Modern;

        Assert.Equal(saved, Import(EmittedAssembly.Imports(ws2).Single(method => method.Name == function)).SetLastError);
    }

    [Theory]
    [InlineData("closesocket", "-1 on failure")]
    [InlineData("WSAPoll", "-1 on failure")]
    [InlineData("socket", "INVALID_SOCKET on failure")]
    [InlineData("AcceptEx", "0 on failure")]
    [InlineData("WSACreateEvent", "null on failure")]
    [InlineData("getaddrinfo", "0, or the error")]
    [InlineData("WSAStartup", "0, or the error")]
    [InlineData("WSAWaitForMultipleEvents", "0xFFFFFFFF on failure")]
    [InlineData("htons", "")]
    [InlineData("WSAGetLastError", "")]
    public async Task A_failure_shows_in_the_result(string function, string failure)
    {
        var text = (await UserProject.CreateAsync(Request(function))).Bindings["Ws2.Functions.g.cs"];
        var import = text.IndexOf($" {function}(", StringComparison.Ordinal);
        var documentation = text[text.LastIndexOf("<summary>", import, StringComparison.Ordinal)..import];

        Assert.True(
            failure.Length > 0 ? documentation.Contains(failure + "</returns>", StringComparison.Ordinal) : !documentation.Contains("failure", StringComparison.Ordinal),
            documentation);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp14)]
    public async Task Where_runtime_marshalling_is_disabled_functions_save_the_last_error_themselves(LanguageVersion language)
    {
        var project = await UserProject.CreateAsync(
            """
            [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
            [WinsockGen.WinsockBindings(WinsockGen.WinsockApi.All)] static unsafe partial class Ws2 { }
            """,
            languageVersion: language);
        var functions = project.Bindings["Ws2.Functions.g.cs"];

        Assert.Empty(project.Complaints);
        Assert.DoesNotContain("SetLastError = true", functions, StringComparison.Ordinal);
        Assert.Equal(
            WinsockCatalog.Shared.Functions.Count(function => function.SetsLastError),
            CountOf(functions, ".SetLastPInvokeError("));
    }

    [Fact]
    public async Task Names_are_looked_up_exactly_and_in_System32_only()
    {
        var ws2 = await EmittedAssembly.Modern;

        Assert.All(EmittedAssembly.Imports(ws2), method =>
        {
            Assert.True(Import(method).ExactSpelling);
            Assert.Equal(DllImportSearchPath.System32, method.GetCustomAttribute<DefaultDllImportSearchPathsAttribute>()!.Paths);
        });
    }

    [Fact]
    public async Task Signatures_are_blittable()
    {
        var ws2 = await EmittedAssembly.Modern;

        Assert.All(
            EmittedAssembly.Imports(ws2).SelectMany(method => method.GetParameters().Append(method.ReturnParameter)),
            parameter => Assert.True(
                parameter.ParameterType is { IsPointer: true } or { IsFunctionPointer: true } or { IsValueType: true }
                && parameter.ParameterType != typeof(bool)
                && parameter.ParameterType != typeof(char),
                $"{parameter.Member.Name}: {parameter}"));
    }

    [Fact]
    public async Task A_function_names_the_Windows_it_needs_where_that_is_more_than_the_framework_needs()
    {
        var text = (await UserProject.CreateAsync(Request("ProcessSocketNotifications, GetAddrInfoExW"))).Bindings["Ws2.Functions.g.cs"];

        Assert.Contains("[_Versioning::SupportedOSPlatform(\"windows10.0.20348\")]\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[_Versioning::SupportedOSPlatform(\"windows6", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net472")]
    public async Task Where_the_attribute_does_not_exist_no_function_names_a_Windows(string platform)
    {
        var project = await UserProject.CreateAsync(Request("ProcessSocketNotifications"), TargetPlatform.Named(platform));

        Assert.DoesNotContain("SupportedOSPlatform(", project.Bindings["Ws2.Functions.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_function_and_struct_is_documented()
    {
        var project = await UserProject.CreateAsync("[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.Default)] static unsafe partial class Ws2 { }");

        Assert.Equal(
            CountOf(project.Bindings["Ws2.Functions.g.cs"], "static extern "),
            CountOf(project.Bindings["Ws2.Functions.g.cs"], "/// <summary>"));
        Assert.DoesNotContain("\n\npublic struct", project.Bindings["Ws2.Structs.g.cs"], StringComparison.Ordinal);
    }

    private static DllImportAttribute Import(MethodInfo method) => method.GetCustomAttribute<DllImportAttribute>()!;

    private static int CountOf(string text, string part) => text.Split(part).Length - 1;

    private static string Request(string names) =>
        $"[WinsockGen.WinsockBindings(WinsockGen.WinsockApi.None, Include = \"{names}\", Overloads = false)] static unsafe partial class Ws2 {{ }}";
}
