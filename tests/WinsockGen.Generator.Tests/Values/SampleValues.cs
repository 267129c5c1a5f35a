using System;
using System.Linq;
using System.Net;
using System.Reflection;

namespace WinsockGen.Generator.Tests.Values;

/// <summary>Values of any type that options and values have, none of them zero.</summary>
internal static class SampleValues
{
    public static object Of(Type type, Random random) =>
        type.IsEnum ? Enum.ToObject(type, random.Next(1, 100))
        : type.IsArray ? ArrayOf(type.GetElementType()!, random)
        : type == typeof(bool) ? true
        : type == typeof(byte) ? (byte)random.Next(1, 256)
        : type == typeof(sbyte) ? (sbyte)random.Next(1, 128)
        : type == typeof(short) ? (short)random.Next(1, 0x8000)
        : type == typeof(ushort) ? (ushort)random.Next(1, 0x10000)
        : type == typeof(int) ? random.Next(1, int.MaxValue)
        : type == typeof(uint) ? (uint)random.NextInt64(1, uint.MaxValue)
        : type == typeof(long) ? random.NextInt64(1, long.MaxValue)
        : type == typeof(ulong) ? (ulong)random.NextInt64(1, long.MaxValue)
        : type == typeof(IntPtr) ? (object)(nint)random.Next(1, int.MaxValue)
        : type == typeof(TimeSpan) || type == typeof(TimeSpan?) ? TimeSpan.FromSeconds(random.Next(1, 60))
        : type == typeof(Guid) ? new Guid(Bytes(random, 16))
        : type == typeof(string) ? "name"
        : type == typeof(IPAddress) ? new IPAddress(Bytes(random, 4))
        : type == typeof(IPEndPoint) ? new IPEndPoint(new IPAddress(Bytes(random, 16)), random.Next(1, 0x10000))
        : type.Name == "Socket" ? SocketOf(type)
        : Constructed(type, random);

    private static object Constructed(Type type, Random random)
    {
        var constructor = type.GetConstructors().Single();
        var arguments = constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, random)).ToArray();
        try
        {
            return Invoke(constructor, arguments);
        }
        catch (ArgumentException)
        {
            // Some take IPv6 addresses only.
            return Invoke(constructor, [.. arguments.Select(argument => argument is IPAddress ? new IPAddress(Bytes(random, 16)) : argument)]);
        }
    }

    private static object Invoke(ConstructorInfo constructor, object[] arguments) => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static Array ArrayOf(Type element, Random random)
    {
        var array = Array.CreateInstance(element, 2);
        array.SetValue(Of(element, random), 0);
        array.SetValue(Of(element, random), 1);
        return array;
    }

    private static object SocketOf(Type type)
    {
        dynamic socket = Activator.CreateInstance(type)!;
        socket.Handle = (nint)0x12345678;
        return socket;
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
