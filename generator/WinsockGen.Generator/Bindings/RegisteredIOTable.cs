using WinsockGen.Catalog;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Registered I/O is the one extension whose functions a provider hands out all at once, in a struct.
/// </summary>
internal static class RegisteredIOTable
{
    public const string StructName = "RIO_EXTENSION_FUNCTION_TABLE";
    public const string Code = "SIO_GET_MULTIPLE_EXTENSION_FUNCTION_POINTER";
    public const string GuidConstant = "WSAID_MULTIPLE_RIO";

    public static bool Holds(CatalogExtension extension) => extension.GuidConstant == GuidConstant;
}
