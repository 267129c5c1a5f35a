using System;
using System.Globalization;
using System.Linq;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.OwnMembers;

/// <summary>What is known of an ioctl that a member names by its number: from the catalog, or from what the number itself says.</summary>
internal static class OwnIoctlFacts
{
    /// <summary>What the top bits of a code say about its buffers: IOC_IN and IOC_OUT of winsock2.h.</summary>
    private const uint TakesInput = 0x80000000;
    private const uint GivesOutput = 0x40000000;

    private static readonly WinsockCatalog Catalog = WinsockCatalog.Shared;

    private static readonly Lazy<ILookup<uint, CatalogIoctl>> ByCode = new(() => Catalog.Ioctls
        .Where(ioctl => Catalog.Constants.Find(ioctl.Name) is not null)
        .ToLookup(ioctl => Number(Catalog.Constants.Find(ioctl.Name)!.Value)));

    private static readonly Lazy<ILookup<string, CatalogIoctlMethod>> Methods = new(() => Catalog.IoctlMethods.ToLookup(method => method.Ioctl, StringComparer.Ordinal));

    /// <summary>The code speaks of output, and of no input.</summary>
    public static bool OnlyGives(uint code) => (code & (TakesInput | GivesOutput)) == GivesOutput;

    /// <summary>The ioctl with a code, the one that is called so if there are two; null where the catalog has none.</summary>
    public static CatalogIoctl? Find(uint code, string name) => ByCode.Value[code].OrderByDescending(ioctl => ioctl.Name == name).FirstOrDefault();

    /// <summary>Says how buffers contradict what is known.</summary>
    /// <param name="code">The code.</param>
    /// <param name="hasInput">Something goes in.</param>
    /// <param name="hasOutput">Something comes out.</param>
    /// <returns>A clause, or null where nothing is wrong.</returns>
    public static string? Contradiction(uint code, bool hasInput, bool hasOutput)
    {
        var known = ByCode.Value[code].ToArray();
        if (known.Length == 0)
        {
            return ContradictionOfCode(code, hasInput, hasOutput);
        }

        // Two ioctls may share a code, and one may have several forms. Without a form nothing is known for sure: some codes of Microsoft's own
        // say input where there is only output.
        var methods = known.SelectMany(ioctl => Methods.Value[ioctl.Name]).ToArray();
        return methods.Length == 0 || known.Any(ioctl => !Methods.Value[ioctl.Name].Any()) ? null
            : hasInput && methods.All(method => method.Input.Length == 0) ? known[0].Name + " takes no input"
            : !hasInput && methods.All(method => method.Input.Length > 0) ? known[0].Name + " takes input, and nothing gives it"
            : hasOutput && methods.All(method => method.Output.Length == 0) ? known[0].Name + " gives no output"
            : !hasOutput && methods.All(method => method.Output.Length > 0) ? known[0].Name + " gives output, and nothing takes it"
            : null;
    }

    private static string? ContradictionOfCode(uint code, bool hasInput, bool hasOutput) => (code & (TakesInput | GivesOutput)) switch
    {
        0 when hasInput || hasOutput => "its code says that there is neither input nor output",
        GivesOutput when !hasOutput => "its code says that there is output, and nothing takes it",
        GivesOutput when hasInput => "its code says that there is no input",
        TakesInput when !hasInput => "its code says that there is input, and nothing gives it",
        TakesInput | GivesOutput when !hasInput && !hasOutput => "its code says that there is input and output",
        _ => null,
    };

    private static uint Number(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? uint.Parse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : unchecked((uint)long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
}
