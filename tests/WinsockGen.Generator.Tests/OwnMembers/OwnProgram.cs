using System;
using System.Reflection;
using System.Threading.Tasks;
using WinsockGen.Generator.Tests.Compilations;
using WinsockGen.Generator.Tests.Options;
using Xunit;

namespace WinsockGen.Generator.Tests.OwnMembers;

/// <summary>A program with members of its own, on sockets that remember what reaches them.</summary>
internal sealed class OwnProgram
{
    private readonly Type _class;

    private OwnProgram(Assembly assembly)
    {
        _class = assembly.GetType("Acme.Own", throwOnError: true)!;
        Socket = Activator.CreateInstance(assembly.GetType("WinsockGen.StreamSocket", throwOnError: true)!)!;
    }

    /// <summary>The socket that the methods are called with.</summary>
    public dynamic Socket { get; }

    /// <param name="members">The members of a static class <c>Acme.Own</c>, beside bindings <c>Acme.Ws2</c>.</param>
    /// <param name="include">The names that the bindings have.</param>
    public static async Task<OwnProgram> LoadAsync(string members, string include = "LINGER, tcp_keepalive, SOL_SOCKET, SO_*, SIO_KEEPALIVE_VALS, SIO_TCP_INFO, IPPROTO_IP, IPPROTO_TCP, TCP_*")
    {
        var project = await UserProject.CreateAsync(Source(members, include) + RuntimeStandIn.Source);
        Assert.Empty(project.Complaints);
        return new(project.Load());
    }

    public static string Source(string members, string include) =>
        $$"""
        #pragma warning disable CS0649, CS1591
        using System;
        using System.Net;
        using System.Net.Sockets;
        using System.Runtime.InteropServices;
        using WinsockGen;
        namespace Acme
        {
            [WinsockBindings(WinsockApi.None, Include = "{{include}}")]
            public static unsafe partial class Ws2 { }

            public static partial class Own
            {
                {{members}}
            }
        }

        """;

    /// <summary>Calls a method with the socket, and then what else it takes; arrays that it fills and out parameters stand there afterwards.</summary>
    public object? Call(string method, params object?[] arguments)
    {
        object?[] all = [Socket, .. arguments];
        var target = _class.GetMethod(method) ?? throw new MissingMethodException(_class.Name, method);
        var result = target.Invoke(null, BindingFlags.DoNotWrapExceptions, null, all, null);
        Array.Copy(all, 1, arguments, 0, arguments.Length);
        return result;
    }

    /// <summary>Lets the socket answer ioctls with these bytes.</summary>
    public void Answer(string hex) => Socket.Reply = (Func<long, byte[]>)(_ => Bytes(hex));

    /// <summary>A value of a type of the program, by its constructor's or fields' order.</summary>
    public object Make(string type, params (string Field, object Value)[] fields)
    {
        var made = Activator.CreateInstance(_class.Assembly.GetType("Acme." + type, throwOnError: true)!)!;
        foreach (var (field, value) in fields)
        {
            made.GetType().GetField(field)!.SetValue(made, value);
        }

        return made;
    }

    public static string Hex(byte[] bytes) => BitConverter.ToString(bytes);

    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace("-", "", StringComparison.Ordinal));
}
