using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Ioctls;

/// <summary>Writes the sources of a multicast group as a value, and how it becomes an IP_MSFILTER or a GROUP_FILTER and back.</summary>
internal static class SourceFilterEmitter
{
    public static void WriteValue(SourceWriter writer) => writer.Lines(
        """
        /// <summary>Which sources of a multicast group are heard (RFC 3678).</summary>
        /// <remarks><c>IP_MSFILTER</c> or <c>GROUP_FILTER</c>. <see href="https://learn.microsoft.com/windows/win32/winsock/multicast-programming"/></remarks>
        public struct SourceFilter
        {
            /// <summary>A filter of its parts.</summary>
            /// <param name="mode">What the list means.</param>
            /// <param name="sources">The addresses of the sources.</param>
            public SourceFilter(SourceFilterMode mode, params global::System.Net.IPAddress[] sources) : this()
            {
                Mode = mode;
                Sources = sources;
            }

            /// <summary>What the list means.</summary>
            public SourceFilterMode Mode { get; set; }

            /// <summary>The addresses of the sources; null for none.</summary>
            public global::System.Net.IPAddress[] Sources { get; set; }
        }
        """);

    // IP_MSFILTER: group, interface, mode, count, addresses, 4 bytes each. GROUP_FILTER: interface, group from 8, mode at 136, count at 140,
    // addresses from 144; each of its addresses is a SOCKADDR_STORAGE of 128 bytes.
    public static void WriteBytes(SourceWriter writer) => writer.Lines(
        """
        internal static byte[] Bytes(global::System.Net.IPAddress group, global::System.Net.IPAddress interfaceAddress, SourceFilter filter)
        {
            global::System.Net.IPAddress[] sources = filter.Sources ?? new global::System.Net.IPAddress[0];
            byte[] bytes = IPFilter(group, interfaceAddress, sources.Length);
            RawBytes.SetUInt32(bytes, 8, unchecked((uint)filter.Mode));
            for (int i = 0; i < sources.Length; i++)
                RawAddress.FromIPv4(sources[i], nameof(filter)).WriteIPv4(bytes, 16 + 4 * i);
            return bytes;
        }

        internal static byte[] Bytes(global::System.Net.IPAddress group, int interfaceIndex, SourceFilter filter)
        {
            global::System.Net.IPAddress[] sources = filter.Sources ?? new global::System.Net.IPAddress[0];
            byte[] bytes = GroupFilter(group, interfaceIndex, sources.Length);
            RawBytes.SetUInt32(bytes, 136, unchecked((uint)filter.Mode));
            for (int i = 0; i < sources.Length; i++)
                RawAddress.FromAddress(sources[i], nameof(filter)).WriteSocket(bytes, 144 + 128 * i);
            return bytes;
        }

        private static byte[] IPFilter(global::System.Net.IPAddress group, global::System.Net.IPAddress interfaceAddress, int count)
        {
            byte[] bytes = new byte[16 + 4 * count];
            RawAddress.FromIPv4(group, nameof(group)).WriteIPv4(bytes, 0);
            RawAddress.FromIPv4(interfaceAddress, nameof(interfaceAddress)).WriteIPv4(bytes, 4);
            RawBytes.SetUInt32(bytes, 12, (uint)count);
            return bytes;
        }

        private static byte[] GroupFilter(global::System.Net.IPAddress group, int interfaceIndex, int count)
        {
            byte[] bytes = new byte[144 + 128 * count];
            RawBytes.SetUInt32(bytes, 0, unchecked((uint)interfaceIndex));
            RawAddress.FromAddress(group, nameof(group)).WriteSocket(bytes, 8);
            RawBytes.SetUInt32(bytes, 140, (uint)count);
            return bytes;
        }
        """);

    // Windows fills the room that there is, and says how many sources there are.
    public static void WriteCalls(SourceWriter writer, string type)
    {
        WriteCall(writer, type, "global::System.Net.IPAddress interfaceAddress", "IPFilter(group, interfaceAddress, count)", "8", "12", "RawAddress.ReadIPv4(filter, 16 + 4 * i).ToIPv4()");
        WriteCall(writer.Line(), type, "int interfaceIndex", "GroupFilter(group, interfaceIndex, count)", "136", "140", "RawAddress.ReadSocket(filter, 144 + 128 * i).ToAddress()");
    }

    private static void WriteCall(SourceWriter writer, string type, string parameter, string make, string mode, string number, string read) => writer.Lines(
        $$"""
        internal static SourceFilter GetFilter({{type}} socket, uint code, string name, global::System.Net.IPAddress group, {{parameter}})
        {
            for (int count = 16; ; )
            {
                byte[] filter = {{make}};
                Call(socket, code, name, filter, filter);
                uint sources = RawBytes.UInt32(filter, {{number}});
                if (sources > count && sources < 0x10000)
                {
                    count = (int)sources;
                    continue;
                }
                global::System.Net.IPAddress[] addresses = new global::System.Net.IPAddress[global::System.Math.Min(sources, (uint)count)];
                for (int i = 0; i < addresses.Length; i++)
                    addresses[i] = {{read}};
                return new SourceFilter((SourceFilterMode)RawBytes.UInt32(filter, {{mode}}), addresses);
            }
        }
        """);
}
