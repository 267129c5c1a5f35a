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
internal sealed record TargetCapabilities
{
    // .NET 8 and later need Windows 10 1607 or Server 2016; .NET 5 to 7 ran on Windows 7.
    private static readonly Version ModernFloor = new(10, 0, 14393);
    private static readonly Version OldFloor = new(6, 1);

    public LanguageVersion LanguageVersion { get; init; }

    /// <summary>AllowUnsafeBlocks is set.</summary>
    public bool AllowsUnsafe { get; init; }

    /// <summary>Span and ReadOnlySpan, from the framework or from System.Memory.</summary>
    public bool HasSpan { get; init; }

    /// <summary>InlineArrayAttribute, and a runtime that heeds it: .NET 8.</summary>
    public bool HasInlineArray { get; init; }

    /// <summary>SafeSocketHandle, whose public constructor takes a socket: .NET Core 3.</summary>
    public bool HasSafeSocketHandle { get; init; }

    /// <summary>SupportedOSPlatformAttribute: .NET 5.</summary>
    public bool HasSupportedOSPlatform { get; init; }

    /// <summary>Marshal.GetLastSystemError and SetLastPInvokeError: .NET 6.</summary>
    public bool HasLastSystemError { get; init; }

    /// <summary>Socket.GetRawSocketOption with a span, and with it OperatingSystem.IsWindows: .NET 5.</summary>
    public bool HasRawSocketOption { get; init; }

    /// <summary>The sockets of WinsockGen's own runtime that are referenced.</summary>
    public SocketKinds RuntimeSockets { get; init; }

    /// <summary>
    /// Whether something needs a later Windows than the target framework itself: only then does a call deserve a warning (CA1416).
    /// </summary>
    /// <param name="minWindows">The first version that has it, or empty.</param>
    public bool IsAboveFloor(string minWindows) =>
        minWindows.Length > 0
        && Version.TryParse(minWindows, out var version)
        && version > (HasInlineArray ? ModernFloor : OldFloor);

    public static TargetCapabilities Of(Compilation compilation) => new()
    {
        LanguageVersion = (compilation as CSharpCompilation)?.LanguageVersion ?? LanguageVersion.Default,
        AllowsUnsafe = compilation.Options is CSharpCompilationOptions { AllowUnsafe: true },
        HasSpan = Has(compilation, "System.Span`1") && Has(compilation, "System.ReadOnlySpan`1"),
        HasInlineArray = IsInCoreLibrary(compilation, "System.Runtime.CompilerServices.InlineArrayAttribute"),
        HasSafeSocketHandle = Has(compilation, "System.Net.Sockets.SafeSocketHandle"),
        HasSupportedOSPlatform = Has(compilation, "System.Runtime.Versioning.SupportedOSPlatformAttribute"),
        HasLastSystemError = compilation.GetTypeByMetadataName("System.Runtime.InteropServices.Marshal") is { } marshal
            && !marshal.GetMembers("GetLastSystemError").IsEmpty
            && !marshal.GetMembers("SetLastPInvokeError").IsEmpty,
        HasRawSocketOption = HasRawOption(compilation, "System.Net.Sockets.Socket"),
        RuntimeSockets = !HasRawOption(compilation, "WinsockGen.WinsockSocket") ? SocketKinds.None
            : (Has(compilation, "WinsockGen.StreamSocket") ? SocketKinds.Stream : 0)
            | (Has(compilation, "WinsockGen.DatagramSocket") ? SocketKinds.Datagram : 0)
            | (Has(compilation, "WinsockGen.MessageSocket") ? SocketKinds.Message : 0),
    };

    private static bool HasRawOption(Compilation compilation, string metadataName) =>
        compilation.GetTypesByMetadataName(metadataName).Any(type =>
            compilation.IsSymbolAccessibleWithin(type, compilation.Assembly) && !type.GetMembers("GetRawSocketOption").IsEmpty);

    private static bool Has(Compilation compilation, string metadataName) =>
        compilation.GetTypesByMetadataName(metadataName).Any(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));

    /// <summary>A copy of the attribute in somebody's source does not make the runtime heed it.</summary>
    private static bool IsInCoreLibrary(Compilation compilation, string metadataName) =>
        compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly?.GetTypeByMetadataName(metadataName) is { } type
        && type.DeclaredAccessibility == Accessibility.Public;
}
