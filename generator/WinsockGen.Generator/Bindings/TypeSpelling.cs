using System.Collections.Generic;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Catalog;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Bindings;

/// <summary>Spells the catalog's types in C#, blittable throughout.</summary>
internal sealed class TypeSpelling(WinsockCatalog catalog)
{
    public string Spell(TypeReference type)
    {
        if (type.PointerDepth == 0 && catalog.Structs.IndexOf(type.Name) < 0 && catalog.Types.Find(type.Name) is { } scalar)
        {
            return scalar.CSharp;
        }

        using var writer = new SourceWriter();
        Write(writer, type);
        return writer.ToString();
    }

    /// <summary>A pointer to data, whether C says so with a star or by name (<c>PWSTR</c>).</summary>
    public bool IsPointer(TypeReference type) =>
        type.PointerDepth > 0 || (catalog.Types.Find(type.Name) is { CSharp: var spelling } && spelling[spelling.Length - 1] == '*');

    public void Write(SourceWriter writer, TypeReference type)
    {
        WriteName(writer, type.Name);
        for (var i = 0; i < type.PointerDepth; i++)
        {
            writer.Write('*');
        }
    }

    /// <summary>Writes <c>TYPE name, TYPE name</c>.</summary>
    public void WriteParameters(SourceWriter writer, IReadOnlyList<CatalogParameter> parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (i > 0)
            {
                writer.Write(", ");
            }

            Write(writer, parameters[i].Type);
            writer.Write(' ').Write(Identifier.Escape(parameters[i].Name));
        }
    }

    /// <summary>Writes the type of a pointer to a function.</summary>
    public void WriteFunctionPointer(SourceWriter writer, TypeReference returns, IReadOnlyList<CatalogParameter> parameters)
    {
        writer.Write("delegate* unmanaged[Stdcall]<");
        for (var i = 0; i < parameters.Count; i++)
        {
            Write(writer, parameters[i].Type);
            writer.Write(", ");
        }

        Write(writer, returns);
        writer.Write('>');
    }

    /// <summary>
    /// The C# name of a struct. A nested type is named after its field with a leading underscore, since C# forbids a field the
    /// name of a type beside it, and stands directly in the outermost struct: <c>IN_ADDR.S_un.S_un_b</c> is
    /// <c>IN_ADDR._S_un_S_un_b</c>.
    /// </summary>
    public static string StructName(string name)
    {
        var dot = name.IndexOf('.');
        return dot < 0 ? Identifier.Escape(name) : name.Substring(0, dot) + "." + NestedName(name, dot);
    }

    /// <summary>The name of a nested struct inside the outermost one.</summary>
    public static string NestedName(string name) => NestedName(name, name.IndexOf('.'));

    private static string NestedName(string name, int dot) => "_" + name.Substring(dot + 1).Replace('.', '_');

    private void WriteName(SourceWriter writer, string name)
    {
        if (catalog.Types.Find(name) is { } scalar)
        {
            writer.Write(scalar.CSharp);
        }
        else if (catalog.Callbacks.Find(name) is { } callback)
        {
            WriteFunctionPointer(writer, callback.Returns, callback.Parameters);
        }
        else if (catalog.FindExtensionByPointerType(name) is { } extension)
        {
            WriteFunctionPointer(writer, extension.Returns, extension.Parameters);
        }
        else
        {
            writer.Write(name == "Guid" ? "_Sys::Guid" : SyntaxFacts.IsPredefinedType(SyntaxFacts.GetKeywordKind(name)) || name is "nint" or "nuint" ? name : StructName(name));
        }
    }
}
