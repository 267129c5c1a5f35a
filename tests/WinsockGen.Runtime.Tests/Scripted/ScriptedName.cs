using System;
using System.Net;

namespace WinsockGen.Runtime.Tests.Scripted;

/// <summary>What a name space knows of a name: an address, or something else.</summary>
internal sealed record ScriptedName(EndPoint? Address)
{
    public string? CanonicalName { get; init; }

    public string? FullyQualifiedName { get; init; }

    public byte[]? Blob { get; init; }

    public Guid? ProviderId { get; init; }

    public int TimeToLive { get; init; }

    public NameResponse Response { get; init; }
}
