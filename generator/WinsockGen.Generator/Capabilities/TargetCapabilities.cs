using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Capabilities;

/// <summary>
/// What the compilation lets emitted code use. This is all of a compilation that the pipelines see: it changes with the
/// project, not with an edit.
/// </summary>
/// <param name="LanguageVersion">The version of C#.</param>
/// <param name="AllowsUnsafe">AllowUnsafeBlocks is set.</param>
/// <param name="HasSpan">Span and ReadOnlySpan, from the framework or from System.Memory.</param>
/// <param name="HasInlineArray">InlineArrayAttribute, and a runtime that heeds it: .NET 8.</param>
/// <param name="HasSafeSocketHandle">SafeSocketHandle, whose public constructor takes a socket: .NET Core 3.</param>
/// <param name="HasSupportedOSPlatform">SupportedOSPlatformAttribute: .NET 5.</param>
/// <param name="HasRawSocketOption">Socket.GetRawSocketOption with a span, and with it OperatingSystem.IsWindows: .NET 5.</param>
/// <param name="HasSocketExceptionMessage">SocketException with a message of one's own: .NET 8.</param>
/// <param name="DisablesRuntimeMarshalling">The assembly has DisableRuntimeMarshallingAttribute, which .NET 7 brought and heeds.</param>
/// <param name="EndPoints">The types for socket addresses that are there.</param>
/// <param name="RuntimeSockets">The sockets of WinsockGen's own runtime that are referenced.</param>
internal sealed record TargetCapabilities(
    LanguageVersion LanguageVersion = LanguageVersion.Default,
    bool AllowsUnsafe = false,
    bool HasSpan = false,
    bool HasInlineArray = false,
    bool HasSafeSocketHandle = false,
    bool HasSupportedOSPlatform = false,
    bool HasRawSocketOption = false,
    bool HasSocketExceptionMessage = false,
    bool DisablesRuntimeMarshalling = false,
    EndPoints EndPoints = EndPoints.None,
    SocketKinds RuntimeSockets = SocketKinds.None)
{
    // .NET 8 and later need Windows 10 1607 or Server 2016; .NET 5 to 7 ran on Windows 7.
    private static readonly Version ModernFloor = new(10, 0, 14393);
    private static readonly Version OldFloor = new(6, 1);

    // The Roslyn that this is compiled against has no name for it.
    private const LanguageVersion CSharp14 = (LanguageVersion)1400;
    private const string RuntimeAssembly = "WinsockGen.Runtime";

    /// <summary>
    /// Extension blocks with properties: C# 14. A compiler that does not know that version, but is told to use its preview, has at best
    /// an early form of them.
    /// </summary>
    public bool HasExtensionBlocks => LanguageVersion >= CSharp14 && Enum.IsDefined(typeof(LanguageVersion), CSharp14);

    /// <summary>A buffer on the stack may be an argument: C# 8, and spans.</summary>
    public bool HasStackArguments => HasRawSocketOption && LanguageVersion >= LanguageVersion.CSharp8;

    /// <summary>
    /// Whether something needs a later Windows than the target framework itself: only then does a call deserve a warning (CA1416).
    /// </summary>
    /// <param name="minWindows">The first version that has it, or empty.</param>
    public bool IsAboveFloor(string minWindows) =>
        minWindows.Length > 0
        && Version.TryParse(minWindows, out var version)
        && version > (HasInlineArray ? ModernFloor : OldFloor);

    /// <summary>All but <see cref="DisablesRuntimeMarshalling"/>, which is not read from a compilation.</summary>
    public static TargetCapabilities Of(Compilation compilation)
    {
        var types = new TypeFinder(compilation);
        return new(
            LanguageVersion: (compilation as CSharpCompilation)?.LanguageVersion ?? LanguageVersion.Default,
            AllowsUnsafe: compilation.Options is CSharpCompilationOptions { AllowUnsafe: true },
            HasSpan: types.Has("System.Span`1", "System.Memory"),
            HasInlineArray: types.Has("System.Runtime.CompilerServices.InlineArrayAttribute", TypeFinder.CoreLibrary),
            HasSafeSocketHandle: types.Has("System.Net.Sockets.SafeSocketHandle", "System.Net.Sockets"),
            HasSupportedOSPlatform: types.Has("System.Runtime.Versioning.SupportedOSPlatformAttribute", TypeFinder.CoreLibrary),
            HasRawSocketOption: HasRawOption(types.Find("System.Net.Sockets.Socket", "System.Net.Sockets")),
            HasSocketExceptionMessage: TakesMessage(types.Find("System.Net.Sockets.SocketException", "System.Net.Primitives")),
            EndPoints: EndPointsOf(types),
            RuntimeSockets: !HasRawOption(types.Find("WinsockGen.WinsockSocket", RuntimeAssembly)) ? SocketKinds.None
                : (types.Has("WinsockGen.StreamSocket", RuntimeAssembly) ? SocketKinds.Stream : 0)
                | (types.Has("WinsockGen.DatagramSocket", RuntimeAssembly) ? SocketKinds.Datagram : 0)
                | (types.Has("WinsockGen.MessageSocket", RuntimeAssembly) ? SocketKinds.Message : 0));
    }

    private static bool TakesMessage(INamedTypeSymbol? exception) => exception is not null && exception.InstanceConstructors.Any(constructor =>
        constructor.DeclaredAccessibility == Accessibility.Public && constructor.Parameters.Length == 2 && constructor.Parameters[1].Type.SpecialType == SpecialType.System_String);

    private static EndPoints EndPointsOf(TypeFinder types) =>
        !types.Has("System.Net.SocketAddress", "System.Net.Primitives") && !types.Has("System.Net.SocketAddress", "System") ? EndPoints.None
        : EndPoints.Framework
            | (types.Has("System.Net.Sockets.UnixDomainSocketEndPoint", "System.Net.Sockets") ? EndPoints.Unix : EndPoints.None)
            | (types.Has("WinsockGen.WinsockEndPoint", RuntimeAssembly) ? EndPoints.Winsock : EndPoints.None);

    private static bool HasRawOption(INamedTypeSymbol? type) => type is not null && !type.GetMembers("GetRawSocketOption").IsEmpty;
}
