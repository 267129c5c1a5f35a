using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using WinsockGen.Catalog.Tests.Tables;

namespace WinsockGen.Catalog.Tests.Facts;

/// <summary>A name that the SDK's headers declare: a row of <c>sdk-names.tsv</c>.</summary>
/// <param name="Kind">function, functype, struct, constant or helper (macros, inline functions, constant objects).</param>
/// <param name="Name">As the header spells it.</param>
/// <param name="Header">Where it stands; several, when a name repeats.</param>
/// <param name="Tier">1 is Winsock proper, 2 its neighbours.</param>
/// <param name="Reason">Why the catalog does without it; empty when the catalog has it.</param>
internal sealed record HeaderName(string Kind, string Name, string Header, string Tier, string Reason)
{
    /// <summary>Not a reason: how a name is marked while rows are being written.</summary>
    public const string NotYet = "not yet";

    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    /// <summary>What a pointer type could point to: names without regard to case and underscores.</summary>
    private static readonly HashSet<string> Callables = new(
        Catalog.Functions.Select(row => row.Name)
            .Concat(Catalog.Extensions.Select(row => row.Name))
            .Concat(Catalog.Helpers.Select(row => row.Name))
            .Select(Bare),
        StringComparer.Ordinal);

    public static string File { get; } =
        Path.Combine(DataFolder.RepositoryRoot, "tests", "WinsockGen.Catalog.Tests", "Facts", "sdk-names.tsv");

    public static IReadOnlyList<HeaderName> All { get; } =
        DataFolder.Rows(File).Skip(1).Select(cells => new HeaderName(cells[0], cells[1], cells[2], cells[3], cells[4])).ToArray();

    /// <summary>The catalog has the name itself, an alias of it, or what it is the type of.</summary>
    public bool IsInCatalog => IsRow || Kind switch
    {
        // WS2spi.h declares what a provider's table holds by its pointer type alone.
        "function" => Catalog.Callbacks.Find("LP" + Name.ToUpperInvariant()) is not null,
        "functype" => IsTypeOfCallable("LPFN_") || IsTypeOfCallable("LP"),
        _ => false,
    };

    private bool IsRow =>
        Catalog.Functions.Find(Name) is not null
        || Catalog.Extensions.Find(Name) is not null
        || Catalog.Callbacks.Find(Name) is not null
        || Catalog.Structs.Find(Name) is not null
        || Catalog.FindStructByAlias(Name) is not null
        || Catalog.Constants.Find(Name) is not null
        || Catalog.Helpers.Find(Name) is not null;

    /// <summary>LPFN_WSASEND is the type of WSASend; the A of LPFN_INET_PTONA is one that inet_pton does without.</summary>
    private bool IsTypeOfCallable(string prefix)
    {
        if (!Name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var bare = Bare(Name[prefix.Length..]);
        return Callables.Contains(bare) || (bare.EndsWith('A') && Callables.Contains(bare[..^1]));
    }

    private static string Bare(string name) => name.Replace("_", string.Empty, StringComparison.Ordinal).ToUpperInvariant();
}
