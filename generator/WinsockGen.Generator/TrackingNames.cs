namespace WinsockGen.Generator;

/// <summary>The names of the pipelines' steps, by which tests see what an edit costs.</summary>
internal static class TrackingNames
{
    /// <summary>The compilation, reduced to what emission depends on.</summary>
    public const string Capabilities = "WinsockGen.Capabilities";

    /// <summary>An attribute, read.</summary>
    public const string BindingsRequest = "WinsockGen.Bindings.Request";

    /// <summary>What a request asks for in the catalog, and what that needs.</summary>
    public const string BindingsSelection = "WinsockGen.Bindings.Selection";

    /// <summary>A selection and the capabilities: all that the text depends on.</summary>
    public const string BindingsEmission = "WinsockGen.Bindings.Emission";

    /// <summary>A <c>[SocketOptions]</c>, read.</summary>
    public const string OptionsRequest = "WinsockGen.Options.Request";

    /// <summary>The request and the capabilities: all that the text of the options depends on.</summary>
    public const string OptionsEmission = "WinsockGen.Options.Emission";
}
