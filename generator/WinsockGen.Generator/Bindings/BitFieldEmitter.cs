using System.Globalization;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Writes bit-fields as properties over an integer, in the Microsoft order: from the lowest bit, neighbours of one width together
/// as long as they fit.
/// </summary>
internal sealed class BitFieldEmitter(EmissionContext context)
{
    private string _unitType = string.Empty;
    private string _unitName = string.Empty;
    private int _unitWidth;
    private int _unitCount;
    private int _usedBits;

    public void Write(SourceWriter writer, CatalogField field, bool inUnion)
    {
        var type = context.Types.Spell(field.Type);
        if (inUnion || WidthOf(type) != _unitWidth || _usedBits + field.Count > _unitWidth)
        {
            BeginUnit(writer, type, inUnion);
        }

        if (field.IsUnnamed)
        {
            _usedBits += field.Count;
            return;
        }

        var isWide = type is "long" or "ulong";
        var ones = field.Count == 64 ? ulong.MaxValue : (1UL << field.Count) - 1;
        var mask = "0x" + ones.ToString("X", CultureInfo.InvariantCulture) + (isWide ? "UL" : "U");
        var word = isWide ? "ulong" : "uint";
        var name = Identifier.Escape(field.Name);
        writer.Write($"public {type} {name} {{ ");
        writer.Write($"readonly get => unchecked(({type})((({word}){_unitName} >> {_usedBits}) & {mask})); ");
        writer.Write($"set => {_unitName} = unchecked(({_unitType})((({word}){_unitName} & ~({mask} << {_usedBits})) ");
        writer.Line($"| ((({word})value & {mask}) << {_usedBits}))); }}");
        _usedBits += field.Count;
    }

    /// <summary>A field of another kind stands between this bit-field and the next.</summary>
    public void EndUnit() => _unitWidth = 0;

    private void BeginUnit(SourceWriter writer, string type, bool inUnion)
    {
        _unitType = type;
        _unitWidth = WidthOf(type);
        _usedBits = 0;
        _unitName = _unitCount++ == 0 ? "_bits" : "_bits" + _unitCount.ToString(CultureInfo.InvariantCulture);
        writer.Line($"{(inUnion ? "[_Interop::FieldOffset(0)] " : string.Empty)}private {type} {_unitName};");
    }

    private static int WidthOf(string type) => type switch
    {
        "byte" or "sbyte" => 8,
        "short" or "ushort" => 16,
        "long" or "ulong" => 64,
        _ => 32,
    };
}
