using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Compilations;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>Every option, compiled and loaded, on sockets that remember what reaches them.</summary>
internal sealed class OptionsProgram
{
    private const string Request =
        """
        namespace Acme
        {
            [WinsockGen.SocketOptions]
            public static partial class Options
            {
            }
        }

        """;

    private static readonly Lazy<Task<OptionsProgram>> Spans = new(() => CompileAsync(TargetPlatform.Net10, LanguageVersion.CSharp14));
    private static readonly Lazy<Task<OptionsProgram>> Arrays = new(() => CompileAsync(TargetPlatform.NetStandard20, LanguageVersion.CSharp7_3));

    private readonly Assembly _assembly;
    private readonly Type _options;

    private OptionsProgram(Assembly assembly)
    {
        _assembly = assembly;
        _options = assembly.GetType("Acme.Options", throwOnError: true)!;
    }

    /// <summary>As it is emitted for .NET 5 and later: with spans, on the framework's socket and the runtime's.</summary>
    public static Task<OptionsProgram> LoadAsync() => Spans.Value;

    /// <summary>As it is emitted for older frameworks: with arrays, on the framework's socket.</summary>
    public static Task<OptionsProgram> LoadWithArraysAsync() => Arrays.Value;

    /// <summary>A socket of the first of the runtime's kinds that has the option; the framework's where none has it.</summary>
    public dynamic SocketFor(CatalogOption option) => SocketsFor(option).First();

    /// <summary>A socket of each type that has the option.</summary>
    public IEnumerable<dynamic> SocketsFor(CatalogOption option)
    {
        var types = new[] { SocketKinds.Stream, SocketKinds.Datagram, SocketKinds.Message }
            .Where(kind => (option.Kinds & kind) != 0 && option.Type != "Socket")
            .Select(kind => _assembly.GetType($"WinsockGen.{kind}Socket", throwOnError: true)!)
            .Where(type => HasMembersFor(type))
            .Append(_assembly.GetType("StandIn.Socket", throwOnError: true)!);
        return types.Select(type => (dynamic)Activator.CreateInstance(type)!);
    }

    /// <summary>Reads a value, in a property or a method that gets it.</summary>
    public object? Get(CatalogOption option, object socket) => Call(Accessor(option, socket, "get_", "Get"), socket);

    /// <summary>Sets a value, in a property or a method that sets it.</summary>
    public void Set(CatalogOption option, object socket, object? value) => Call(Accessor(option, socket, "set_", "Set"), socket, value);

    /// <summary>Calls the method of an option that acts or asks.</summary>
    public object? Invoke(CatalogOption option, object socket, params object?[] arguments) => Call(Accessor(option, socket, string.Empty), [socket, .. arguments]);

    /// <summary>The type of what an option's method or setter takes; null where it takes nothing.</summary>
    public Type? ParameterOf(CatalogOption option, object socket, params string[] prefixes) =>
        Accessor(option, socket, prefixes).GetParameters().Skip(1).SingleOrDefault()?.ParameterType;

    public Type TypeNamed(string name) => _assembly.GetType(name, throwOnError: true)!;

    private bool HasMembersFor(Type socket) =>
        _options.GetMethods().Any(method => method.GetParameters() is [var first, ..] && first.ParameterType == socket);

    // The compiler makes static methods of extension properties, and calls them by these names.
    private MethodInfo Accessor(CatalogOption option, object socket, params string[] prefixes) => _options.GetMethods().SingleOrDefault(method =>
            prefixes.Any(prefix => method.Name == prefix + option.Property) && method.GetParameters() is [var first, ..] && first.ParameterType == socket.GetType())
        ?? throw new MissingMethodException(_options.Name, option.Property);

    private static object? Call(MethodInfo method, params object?[] arguments) =>
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static async Task<OptionsProgram> CompileAsync(TargetPlatform platform, LanguageVersion language)
    {
        // The stand-ins of the runtime know spans, which older frameworks do not have.
        var sockets = RuntimeStandIn.Source + SocketStandIn.Source;
        var emitted = await UserProject.CreateAsync(Request + (platform == TargetPlatform.Net10 ? RuntimeStandIn.Source : string.Empty), platform, language);
        var compilation = (await UserProject.CreateAsync(sockets)).Source.AddSyntaxTrees(
            emitted.Bindings.Values.Select(SocketStandIn.Retarget).Append(Request.Replace("[WinsockGen.SocketOptions]", string.Empty, StringComparison.Ordinal))
                .Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14))));
        return new OptionsProgram(UserProject.Load(compilation));
    }
}
