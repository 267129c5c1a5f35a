using System;
using System.Reflection;
using System.Threading.Tasks;
using WinsockGen.Catalog;
using WinsockGen.Generator.Tests.Compilations;

namespace WinsockGen.Generator.Tests.Options;

/// <summary>Every option, compiled and loaded, on sockets that remember what reaches them.</summary>
internal sealed class OptionsProgram
{
    private static readonly Lazy<Task<OptionsProgram>> Instance = new(CompileAsync);

    private readonly Assembly _assembly;
    private readonly Type _options;

    private OptionsProgram(Assembly assembly)
    {
        _assembly = assembly;
        _options = assembly.GetType("Acme.Options", throwOnError: true)!;
    }

    public static Task<OptionsProgram> LoadAsync() => Instance.Value;

    /// <summary>A socket of the first of the runtime's kinds that has the option; null where only raw sockets have it.</summary>
    public dynamic? SocketFor(CatalogOption option)
    {
        foreach (var kind in new[] { SocketKinds.Stream, SocketKinds.Datagram, SocketKinds.Message })
        {
            if ((option.Kinds & kind) != 0)
            {
                return Activator.CreateInstance(_assembly.GetType($"WinsockGen.{kind}Socket", throwOnError: true)!);
            }
        }

        return null;
    }

    public object? Get(CatalogOption option, object socket) => Call("get_" + option.Property, [socket], [socket.GetType()]);

    public void Set(CatalogOption option, object socket, object? value)
    {
        var type = _options.GetMethod("get_" + option.Property, [socket.GetType()])!.ReturnType;
        Call("set_" + option.Property, [socket, value], [socket.GetType(), type]);
    }

    // The compiler makes static methods of extension properties, and calls them by these names.
    private object? Call(string method, object?[] arguments, Type[] types)
    {
        var target = _options.GetMethod(method, types) ?? throw new MissingMethodException(_options.Name, method);
        return target.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static async Task<OptionsProgram> CompileAsync()
    {
        var project = await UserProject.CreateAsync(
            """
            namespace Acme
            {
                [WinsockGen.SocketOptions]
                public static partial class Options
                {
                }
            }

            """ + RuntimeStandIn.Source);
        return new OptionsProgram(project.Load());
    }
}
