using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Documents constants: by their own summary, or by that of their group. The group's stands once, at the first constant without its own;
/// the others inherit it from there.
/// </summary>
internal sealed class ConstantDocumentation(WinsockCatalog catalog)
{
    private readonly Dictionary<string, string> _holders = new(System.StringComparer.Ordinal);

    public void Write(SourceWriter writer, CatalogConstant constant)
    {
        if (constant.Summary.Length == 0 && _holders.TryGetValue(constant.Group, out var holder))
        {
            writer.Line($"/// <inheritdoc cref=\"{holder}\"/>");
        }
        else if (catalog.Groups.Find(constant.Group) is { } group)
        {
            Documentation.Write(writer, constant.Summary.Length > 0 ? constant.Summary : group.Summary, group.Doc, site: Documentation.Guide);
            if (constant.Summary.Length == 0)
            {
                _holders.Add(constant.Group, constant.Name);
            }
        }
        else
        {
            Documentation.Write(writer, constant.Summary);
        }
    }
}
