namespace WinsockGen.Catalog;

/// <summary>A type as a cell spells it: a name and the pointers upon it.</summary>
public readonly struct TypeReference
{
    internal TypeReference(Slice spelling)
    {
        var end = spelling.Length;
        while (end > 0 && spelling[end - 1] == '*')
        {
            end--;
        }

        Name = spelling.Until(end).ToString();
        PointerDepth = spelling.Length - end;
    }

    /// <summary>A C# keyword type, <c>Guid</c>, or the name of a struct, a callback or a semantic scalar.</summary>
    public string Name { get; }

    /// <summary>The number of <c>*</c> after the name.</summary>
    public int PointerDepth { get; }

    /// <summary>True for <c>void</c> itself, not for a pointer to it.</summary>
    public bool IsVoid => PointerDepth == 0 && Name == "void";

    public override string ToString() => Name + new string('*', PointerDepth);
}
