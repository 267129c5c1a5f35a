namespace WinsockGen.Catalog;

/// <summary>Who writes what a parameter carries.</summary>
public enum ParameterDirection
{
    /// <summary>The caller.</summary>
    In,

    /// <summary>The function.</summary>
    Out,

    /// <summary>The caller, and then the function.</summary>
    InOut,
}
