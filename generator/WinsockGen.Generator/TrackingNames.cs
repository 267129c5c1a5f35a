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

    /// <summary>A method with <c>[SocketOption]</c> or <c>[SocketIoctl]</c>, read.</summary>
    public const string OwnMethod = "WinsockGen.OwnMembers.Method";

    /// <summary>The methods of one type and the capabilities: all that the text of them depends on.</summary>
    public const string OwnMethodEmission = "WinsockGen.OwnMembers.MethodEmission";

    /// <summary>A <c>[ControlMessage]</c>, read.</summary>
    public const string OwnMessage = "WinsockGen.OwnMembers.Message";

    /// <summary>The message and the capabilities: all that its text depends on.</summary>
    public const string OwnMessageEmission = "WinsockGen.OwnMembers.MessageEmission";

    /// <summary>What all members of a project need of the code that they share, and the capabilities.</summary>
    public const string OwnSharedCode = "WinsockGen.OwnMembers.SharedCode";
}
