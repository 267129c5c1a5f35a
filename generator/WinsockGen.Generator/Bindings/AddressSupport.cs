using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using WinsockGen.Catalog;
using WinsockGen.Generator.Capabilities;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>What all conversions of addresses share: copies of bytes, with family and length checked.</summary>
internal sealed class AddressSupport(EmissionContext context)
{
    /// <summary>The class's only member for it.</summary>
    public const string TypeName = "AddressBytes";

    /// <summary>The number of a family.</summary>
    public static int Number(WinsockCatalog catalog, string family) =>
        int.Parse(catalog.Constants.Find(family)!.Value, CultureInfo.InvariantCulture);

    public void Write(SourceWriter writer)
    {
        writer.Line("/// <summary>Addresses as bytes: those of Windows, whatever the system.</summary>");
        writer.Line($"private static class {TypeName}");
        using var body = writer.Braces();
        WriteLengths(writer);
        writer.Lines(Copies);
        writer.Lines(EndPointCode());
    }

    private string EndPointCode()
    {
        var kinds = context.Capabilities.EndPoints;
        return kinds.HasFlag(EndPoints.Winsock) ? WinsockEndPoints
            : kinds.HasFlag(EndPoints.Unix) ? FrameworkEndPoints.Replace("{0}", UnixModel).Replace("{1}", UnixEnd)
            : FrameworkEndPoints.Replace("{0}", "null").Replace("{1}", string.Empty);
    }

    /// <summary>Room for an address of any family holds shorter ones, which end where the struct of their own family does.</summary>
    private void WriteLengths(SourceWriter writer)
    {
        var families = context.Catalog.Addresses
            .Where(address => address.Families.Count == 1)
            .GroupBy(address => Number(context.Catalog, address.Families[0]), (family, addresses) => (
                Family: family,
                Length: addresses.Max(address => context.Catalog.Structs.Find(address.Name)!.Size64),
                Least: addresses.Max(address => address.Least)))
            .OrderBy(family => family.Family)
            .ToList();
        WriteTable("LengthOf", families.Select(family => (family.Family, family.Length)), "0");
        WriteTable("LeastOf", families.Where(family => family.Least > 0).Select(family => (family.Family, family.Least)), "LengthOf(family)");

        void WriteTable(string name, IEnumerable<(int Family, int Value)> rows, string otherwise) => writer.Line(
            $"private static int {name}(int family) => family switch {{ {string.Concat(rows.Select(row => $"{row.Family} => {row.Value}, "))}_ => {otherwise} }};");
    }

    private const string Copies =
        """
        public static _Net::SocketAddress Get(void* from, int size)
        {
            int length = LengthOf(*(ushort*)from);
            _Net::SocketAddress address = new _Net::SocketAddress(_Sockets::AddressFamily.Unspecified, length == 0 || length > size ? size : length);
            for (int i = 0; i < address.Size; i++)
                address[i] = ((byte*)from)[i];
            return address;
        }

        public static void Set(_Net::SocketAddress address, void* to, int size, int family = -1, int otherFamily = -1)
        {
            if (address == null)
                throw new _Sys::ArgumentNullException("address");
            int found = FamilyOf(address);
            if (family >= 0 && found != family && found != otherFamily)
                throw new _Sys::ArgumentException("The address is of family " + found + ".", "address");
            if (address.Size < size && address.Size < LeastOf(found))
                throw new _Sys::ArgumentException("The address has only " + address.Size + " bytes.", "address");
            for (int i = 0; i < size; i++)
                ((byte*)to)[i] = i < address.Size ? address[i] : (byte)0;
            for (int i = size; i < address.Size; i++)
                if (address[i] != 0)
                    throw new _Sys::ArgumentException("The address has more than the " + size + " bytes of the struct.", "address");
        }

        private static int FamilyOf(_Net::SocketAddress address) => address[0] | address[1] << 8;

        """;

    // EndPoint.Create and Serialize take and give what the system itself has: the family's number differs, the rest does not.
    private const string FrameworkEndPoints =
        """
        public static _Net::SocketAddress Of(_Net::EndPoint endPoint)
        {
            if (endPoint == null)
                throw new _Sys::ArgumentNullException("endPoint");
            if (endPoint is _Net::DnsEndPoint)
                throw new _Sys::ArgumentException("A host name is no address: resolve it first.", "endPoint");
            _Net::SocketAddress address = endPoint.Serialize();
            address[0] = unchecked((byte)endPoint.AddressFamily);
            address[1] = unchecked((byte)((int)endPoint.AddressFamily >> 8));
            return address;
        }

        public static T ToEndPoint<T>(_Net::SocketAddress address) where T : _Net::EndPoint
        {
            int family = FamilyOf(address), length = address.Size;
            _Net::EndPoint? model = family == 2 && length >= 16 ? new _Net::IPEndPoint(_Net::IPAddress.Any, 0)
                : family == 23 && length >= 24 ? new _Net::IPEndPoint(_Net::IPAddress.IPv6Any, 0)
                : {0};
            if (!(model is T))
                throw new _Sys::NotSupportedException("These " + length + " bytes of family " + family + " have no end point here.");
        {1}    _Net::SocketAddress own = new _Net::SocketAddress(model.AddressFamily, family == 23 ? 28 : length);
            for (int i = 2; i < length; i++)
                own[i] = address[i];
            return (T)model.Create(own);
        }
        """;

    private const string UnixModel = "family == 1 ? new _Sockets::UnixDomainSocketEndPoint(\"/\") : null";

    // A path ends with a zero; a name that begins with one, with the last byte that is none.
    private const string UnixEnd =
        """
            while (family == 1 && length > 2 && address[length - 1] == 0)
                length--;
            for (int i = 3; family == 1 && i < length && address[2] != 0; i++)
                if (address[i] == 0)
                    length = i;

        """;

    private const string WinsockEndPoints =
        """
        public static _Net::SocketAddress Of(_Net::EndPoint endPoint)
        {
            global::WinsockGen.SocketAddressValue value = global::WinsockGen.SocketAddressValue.From(endPoint);
            fixed (byte* bytes = value.Bytes)
                return Get(bytes, value.Bytes.Length);
        }

        public static T ToEndPoint<T>(_Net::SocketAddress address) where T : _Net::EndPoint =>
            new global::WinsockGen.SocketAddressValue(((_Sys::ReadOnlySpan<byte>)address.Buffer.Span).Slice(0, address.Size)).ToEndPoint() as T
                ?? throw new _Sys::NotSupportedException("The address of family " + FamilyOf(address) + " has another end point.");
        """;
}
