using System.Globalization;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>An argument of an attribute: its value, and the name that it was written with.</summary>
/// <param name="Value">The number; of an unsigned 64-bit type, its bits.</param>
/// <param name="Name">The constant's own name, or empty where the argument is a number or an expression.</param>
/// <param name="IsOptionName">It is a member of <c>System.Net.Sockets.SocketOptionName</c>.</param>
internal sealed record OwnConstant(long Value, string Name, bool IsOptionName)
{
    /// <summary>The value as Winsock takes it: 32 bits, of whatever sign they were written.</summary>
    public int Number => unchecked((int)Value);

    /// <summary>The value has a meaning in 32 bits.</summary>
    public bool IsInt32OrUInt32 => Value is >= int.MinValue and <= uint.MaxValue;

    public override string ToString() => Name.Length > 0 ? Name : Value.ToString(CultureInfo.InvariantCulture);
}
