using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Generator.Tests.Compilations;
using WinsockGen.Generator.Tests.ControlMessages;
using WinsockGen.Generator.Tests.Options;
using WinsockGen.Generator.Tests.Values;

namespace WinsockGen.Generator.Tests.Ioctls;

/// <summary>
/// Every typed ioctl, compiled and loaded, on sockets that remember what reaches them. For 32-bit Windows what asks for the width of a
/// pointer is told 4.
/// </summary>
internal sealed class IoctlsProgram
{
    private const string PointerSize = "global::System.IntPtr.Size";

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

    private static readonly ConcurrentDictionary<(bool Spans, Bitness), Lazy<Task<IoctlsProgram>>> Instances = new();

    private readonly Assembly _assembly;

    private IoctlsProgram(Assembly assembly)
    {
        _assembly = assembly;
        Options = assembly.GetType("Acme.Options", throwOnError: true)!;
    }

    /// <summary>The class that holds the methods and the values.</summary>
    public Type Options { get; }

    /// <summary>As it is emitted for .NET 5 and later: on the framework's socket and the runtime's.</summary>
    public static Task<IoctlsProgram> LoadAsync(Bitness bitness = Bitness.X64) => LoadAsync(spans: true, bitness);

    /// <summary>As it is emitted for older frameworks: on the framework's socket.</summary>
    public static Task<IoctlsProgram> LoadWithArraysAsync(Bitness bitness = Bitness.X64) => LoadAsync(spans: false, bitness);

    /// <summary>The method on each type of socket that has it.</summary>
    public IEnumerable<MethodInfo> MethodsNamed(string name) => Options.GetMethods().Where(method => method.Name == name);

    /// <summary>A new socket of a type by its name: <c>StandIn.Socket</c>, <c>WinsockGen.StreamSocket</c>.</summary>
    public dynamic NewSocket(string type) => Activator.CreateInstance(_assembly.GetType(type, throwOnError: true)!)!;

    /// <summary>Calls a method on a new socket of the first type that has it, the runtime's before the framework's.</summary>
    public object? Call(string name, Action<dynamic> prepare, params object?[] arguments)
    {
        var method = MethodsNamed(name).OrderBy(method => method.GetParameters()[0].ParameterType.Namespace != "WinsockGen").First();
        var socket = Activator.CreateInstance(method.GetParameters()[0].ParameterType)!;
        prepare(socket);
        return Invoke(method, socket, arguments);
    }

    /// <summary>Calls a method, with no cancellation where it can be cancelled.</summary>
    public static object? Invoke(MethodInfo method, object socket, params object?[] arguments)
    {
        var all = new List<object?> { socket };
        all.AddRange(arguments);
        if (method.GetParameters()[^1].ParameterType == typeof(CancellationToken) && all.Count < method.GetParameters().Length)
        {
            all.Add(CancellationToken.None);
        }

        return method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [.. all], null);
    }

    /// <summary>Arguments that a method takes, the same in every run.</summary>
    public static object?[] SampleArguments(MethodInfo method)
    {
        var random = new Random(method.Name.Length);
        return [.. method.GetParameters().Skip(1).Where(parameter => parameter.ParameterType != typeof(CancellationToken)).Select(parameter => parameter.ParameterType switch
        {
            var type when type == typeof(EndPoint) => new IPEndPoint(IPAddress.Parse("192.0.2.7"), 80),
            var type when type == typeof(EndPoint[]) => new EndPoint[] { new IPEndPoint(IPAddress.Parse("2001:db8::1"), 80), new IPEndPoint(IPAddress.Parse("192.0.2.7"), 443) },
            var type => SampleValues.Of(type, random),
        })];
    }

    private static Task<IoctlsProgram> LoadAsync(bool spans, Bitness bitness) => Instances.GetOrAdd((spans, bitness), _ => new(() => CompileAsync(spans, bitness))).Value;

    private static async Task<IoctlsProgram> CompileAsync(bool spans, Bitness bitness)
    {
        var emitted = await UserProject.CreateAsync(
            Request + (spans ? RuntimeStandIn.Source : string.Empty),
            spans ? TargetPlatform.Net10 : TargetPlatform.NetStandard20,
            spans ? LanguageVersion.CSharp14 : LanguageVersion.CSharp7_3);
        var compilation = (await UserProject.CreateAsync(RuntimeStandIn.Source + SocketStandIn.Source)).Source.AddSyntaxTrees(
            emitted.Bindings.Values.Select(SocketStandIn.Retarget).Append(Request.Replace("[WinsockGen.SocketOptions]", string.Empty, StringComparison.Ordinal))
                .Select(text => bitness == Bitness.X86 ? text.Replace(PointerSize, "4", StringComparison.Ordinal) : text)
                .Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14))));
        return new IoctlsProgram(UserProject.Load(compilation));
    }
}
