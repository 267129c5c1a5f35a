namespace WinsockGen.Catalog;

/// <summary>What shape a field has.</summary>
public enum FieldKind
{
    /// <summary>One value.</summary>
    Scalar,

    /// <summary>A fixed number of values.</summary>
    Array,

    /// <summary>As many values as another field says, after the struct; the headers declare one, or none.</summary>
    TrailingArray,

    /// <summary>Some bits of an integer that it shares with its neighbours.</summary>
    Bits,
}
