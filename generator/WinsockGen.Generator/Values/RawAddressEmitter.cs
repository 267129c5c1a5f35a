using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Values;

/// <summary>
/// Writes <c>RawAddress</c>: an IP address as numbers, which values store, so that reading one from bytes allocates nothing, and what
/// is not asked for is never made.
/// </summary>
internal sealed class RawAddressEmitter(TargetCapabilities capabilities)
{
    private const string BytesOnTheStack = "global::System.Span<byte> bytes = stackalloc byte[16]; value.TryWriteBytes(bytes, out int length); bytes = bytes.Slice(0, length);";
    private const string BytesInAnArray = "byte[] bytes = value.GetAddressBytes();";

    private readonly ByteSpelling _bytes = ByteSpelling.Of(capabilities);

    // A short form is a sockaddr_gen, whose IPv6 address has no scope; not everybody writes the family of an IPv4 one.
    // The families' numbers are those of Windows: 2 and 23. SOCKADDR_IN: family, port, address. SOCKADDR_IN6: family, port, flow
    // information, address, scope. The high and low halves hold the bytes in the order of the network.
    public void Write(SourceWriter writer) => writer.Lines(
        $$"""
        private struct RawAddress
        {
            private ushort family;
            private ushort port;
            private uint scope;
            private ulong high;
            private ulong low;

            internal static RawAddress ReadIPv4({{_bytes.ToRead}} bytes, int offset)
            {
                RawAddress address = default(RawAddress);
                address.family = 2;
                for (int i = 0; i < 4; i++)
                    address.low = address.low << 8 | bytes[offset + i];
                return address;
            }

            internal static RawAddress ReadIPv6({{_bytes.ToRead}} bytes, int offset)
            {
                RawAddress address = default(RawAddress);
                address.family = 23;
                for (int i = 0; i < 8; i++)
                {
                    address.high = address.high << 8 | bytes[offset + i];
                    address.low = address.low << 8 | bytes[offset + 8 + i];
                }
                return address;
            }

            internal static RawAddress ReadSocket({{_bytes.ToRead}} bytes, int offset)
            {
                RawAddress address = default(RawAddress);
                switch (RawBytes.UInt16(bytes, offset))
                {
                    case 2:
                        address = ReadIPv4(bytes, offset + 4);
                        break;
                    case 23:
                        address = ReadIPv6(bytes, offset + 8);
                        address.scope = RawBytes.UInt32(bytes, offset + 24);
                        break;
                }
                address.port = (ushort)(bytes[offset + 2] << 8 | bytes[offset + 3]);
                return address;
            }

            internal static RawAddress ReadShort({{_bytes.ToRead}} bytes, int offset) => RawBytes.UInt16(bytes, offset) == 23 ? ReadIPv6(bytes, offset + 8) : ReadIPv4(bytes, offset + 4);

            internal void WriteIPv4({{_bytes.ToWrite}} bytes, int offset)
            {
                for (int i = 0; i < 4; i++)
                    bytes[offset + i] = unchecked((byte)(low >> (24 - 8 * i)));
            }

            internal void WriteIPv6({{_bytes.ToWrite}} bytes, int offset)
            {
                for (int i = 0; i < 8; i++)
                {
                    bytes[offset + i] = unchecked((byte)(high >> (56 - 8 * i)));
                    bytes[offset + 8 + i] = unchecked((byte)(low >> (56 - 8 * i)));
                }
            }

            internal void WriteSocket({{_bytes.ToWrite}} bytes, int offset)
            {
                RawBytes.SetUInt16(bytes, offset, family);
                bytes[offset + 2] = (byte)(port >> 8);
                bytes[offset + 3] = unchecked((byte)port);
                if (family == 2)
                    WriteIPv4(bytes, offset + 4);
                if (family == 23)
                {
                    WriteIPv6(bytes, offset + 8);
                    RawBytes.SetUInt32(bytes, offset + 24, scope);
                }
            }

            internal void WriteShort({{_bytes.ToWrite}} bytes, int offset)
            {
                RawBytes.SetUInt16(bytes, offset, family);
                if (family == 2)
                    WriteIPv4(bytes, offset + 4);
                if (family == 23)
                    WriteIPv6(bytes, offset + 8);
            }

            internal static RawAddress FromIPv4(global::System.Net.IPAddress value, string name) => From(value, name, true, false);

            internal static RawAddress FromIPv6(global::System.Net.IPAddress value, string name) => From(value, name, false, true);

            internal static RawAddress FromAddress(global::System.Net.IPAddress value, string name) => From(value, name, true, true);

            internal static RawAddress FromEndPoint(global::System.Net.IPEndPoint value, string name)
            {
                if (value == null)
                    throw new global::System.ArgumentNullException(name);
                RawAddress address = From(value.Address, name, true, true);
                address.port = (ushort)value.Port;
                return address;
            }

            internal global::System.Net.IPAddress ToIPv4() => new global::System.Net.IPAddress((long)((low & 0xFF) << 24 | (low & 0xFF00) << 8 | (low & 0xFF0000) >> 8 | (low & 0xFF000000) >> 24));

            internal global::System.Net.IPAddress ToIPv6()
            {
                byte[] bytes = new byte[16];
                WriteIPv6(bytes, 0);
                return scope == 0 ? new global::System.Net.IPAddress(bytes) : new global::System.Net.IPAddress(bytes, scope);
            }

            internal global::System.Net.IPAddress ToAddress() => family == 2 ? ToIPv4() : family == 23 ? ToIPv6() : null;

            internal global::System.Net.IPEndPoint ToEndPoint() => family == 0 ? null : new global::System.Net.IPEndPoint(ToAddress(), port);

            private static RawAddress From(global::System.Net.IPAddress value, string name, bool takesIPv4, bool takesIPv6)
            {
                if (value == null)
                    throw new global::System.ArgumentNullException(name);
                {{(capabilities.HasRawSocketOption ? BytesOnTheStack : BytesInAnArray)}}
                if (bytes.Length == 4 ? !takesIPv4 : !takesIPv6)
                    throw new global::System.ArgumentException(takesIPv4 ? "An IPv4 address is needed." : "An IPv6 address is needed.", name);
                RawAddress address = bytes.Length == 4 ? ReadIPv4(bytes, 0) : ReadIPv6(bytes, 0);
                if (bytes.Length == 16)
                    address.scope = (uint)value.ScopeId;
                return address;
            }
        }
        """);
}
