using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;
using WinsockGen.Generator.Values;

namespace WinsockGen.Generator.Ioctls;

/// <summary>Writes how <c>RawIoctl</c> reads and writes end points, alone and in a SOCKET_ADDRESS_LIST.</summary>
/// <remarks>
/// IP end points are written as Windows has them, whatever the system; those of other families as they serialise themselves. What is read
/// of another family than IP is an end point that serialises to what Windows said: only its own class knows more.
/// </remarks>
internal sealed class RawIoctlAddressEmitter(TargetCapabilities capabilities)
{
    private readonly ByteSpelling _bytes = ByteSpelling.Of(capabilities);

    public void WriteEndPoints(SourceWriter writer) => writer.Lines(
        $$"""
        internal static byte[] Bytes(global::System.Net.EndPoint value, string name)
        {
            NotNull(value, name);
            global::System.Net.IPEndPoint ip = value as global::System.Net.IPEndPoint;
            byte[] bytes;
            if (ip != null)
            {
                bytes = new byte[ip.AddressFamily == global::System.Net.Sockets.AddressFamily.InterNetwork ? 16 : 28];
                RawAddress.FromEndPoint(ip, name).WriteSocket(bytes, 0);
            }
            else
            {
                if (value is global::System.Net.DnsEndPoint)
                    throw new global::System.ArgumentException("A host name is not a socket address: resolve it first.", name);
                global::System.Net.SocketAddress address = value.Serialize();
                bytes = new byte[address.Size];
                for (int i = 0; i < bytes.Length; i++)
                    bytes[i] = address[i];
            }
            return bytes;
        }

        internal static global::System.Net.EndPoint EndPoint({{_bytes.ToRead}} bytes, int offset, int length)
        {
            ushort family = RawBytes.UInt16(bytes, offset);
            if (family == 2 && length >= 16 || family == 23 && length >= 28)
                return RawAddress.ReadSocket(bytes, offset).ToEndPoint();
            global::System.Net.SocketAddress address = new global::System.Net.SocketAddress((global::System.Net.Sockets.AddressFamily)family, global::System.Math.Max(2, length));
            for (int i = 2; i < length; i++)
                address[i] = bytes[offset + i];
            return new OtherEndPoint(address);
        }

        private sealed class OtherEndPoint : global::System.Net.EndPoint
        {
            private readonly global::System.Net.SocketAddress _address;

            internal OtherEndPoint(global::System.Net.SocketAddress address)
            {
                _address = address;
            }

            public override global::System.Net.Sockets.AddressFamily AddressFamily => _address.Family;

            public override global::System.Net.SocketAddress Serialize() => _address;

            public override global::System.Net.EndPoint Create(global::System.Net.SocketAddress socketAddress) => new OtherEndPoint(socketAddress);

            public override string ToString() => _address.ToString();
        }
        """);

    // SOCKET_ADDRESS_LIST: an int, aligned like a pointer, and for each address a pointer and an int, aligned likewise.
    public static void WriteLists(SourceWriter writer) => writer.Lines(
        """
        private static byte[] ListOf(global::System.Net.EndPoint[] addresses, out int[] starts)
        {
            int pointer = global::System.IntPtr.Size;
            int size = pointer + 2 * pointer * addresses.Length;
            starts = new int[addresses.Length + 1];
            byte[][] encoded = new byte[addresses.Length][];
            for (int i = 0; i < addresses.Length; i++)
            {
                global::System.Net.IPEndPoint ip = addresses[i] as global::System.Net.IPEndPoint;
                encoded[i] = Bytes(ip != null && ip.AddressFamily == global::System.Net.Sockets.AddressFamily.InterNetwork ? new global::System.Net.IPEndPoint(ip.Address.MapToIPv6(), ip.Port) : addresses[i], nameof(addresses));
                starts[i] = size;
                size += (encoded[i].Length + 7) / 8 * 8;
            }
            starts[addresses.Length] = size;
            byte[] list = new byte[size];
            RawBytes.SetUInt32(list, 0, (uint)addresses.Length);
            for (int i = 0; i < addresses.Length; i++)
            {
                RawBytes.SetUInt32(list, pointer + 2 * pointer * i + pointer, (uint)encoded[i].Length);
                encoded[i].CopyTo(list, starts[i]);
            }
            return list;
        }

        private static global::System.Net.EndPoint[] EndPoints(byte[] list, long start)
        {
            int pointer = global::System.IntPtr.Size;
            uint count = global::System.Math.Min(RawBytes.UInt32(list, 0), (uint)((list.Length - pointer) / (2 * pointer)));
            global::System.Collections.Generic.List<global::System.Net.EndPoint> values = new global::System.Collections.Generic.List<global::System.Net.EndPoint>();
            for (int i = 0; i < count; i++)
            {
                int at = pointer + 2 * pointer * i;
                long offset = RawBytes.Handle(list, at).ToInt64() - start;
                uint length = RawBytes.UInt32(list, at + pointer);
                if (offset >= 0 && length >= 2 && offset + length <= list.Length)
                    values.Add(EndPoint(list, (int)offset, (int)length));
            }
            return values.ToArray();
        }
        """);

    // The addresses lie in the buffer itself, so it must not move; a list that is sorted is sorted where it is.
    public static void WriteListCall(SourceWriter writer, string type) => writer.Lines(
        $$"""
        internal static global::System.Net.EndPoint[] AddressList({{type}} socket, uint code, string name, global::System.Net.EndPoint[] values)
        {
            for (int size = FirstSize; ; size *= 2)
            {
                int[] starts = null;
                byte[] list = values is null ? new byte[size] : ListOf(values, out starts);
                global::System.Runtime.InteropServices.GCHandle pin = global::System.Runtime.InteropServices.GCHandle.Alloc(list, global::System.Runtime.InteropServices.GCHandleType.Pinned);
                try
                {
                    long start = pin.AddrOfPinnedObject().ToInt64();
                    for (int i = 0; values != null && i < values.Length; i++)
                        RawBytes.SetHandle(list, global::System.IntPtr.Size * (1 + 2 * i), new global::System.IntPtr(start + starts[i]));
                    Call(socket, code, name, values is null ? null : list, list);
                    return EndPoints(list, start);
                }
                catch (global::System.Net.Sockets.SocketException error) when (values is null && IsTooSmall(error, size))
                {
                }
                finally
                {
                    pin.Free();
                }
            }
        }
        """);
}
