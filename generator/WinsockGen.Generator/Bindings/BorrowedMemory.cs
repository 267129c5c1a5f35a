using System;
using WinsockGen.Catalog;

namespace WinsockGen.Generator.Bindings;

/// <summary>
/// Which memory a friendly overload must not pin for the call alone, since Windows goes on using it after the call, and what one struct by
/// reference cannot hold. Such parameters keep their pointers.
/// </summary>
internal sealed class BorrowedMemory(WinsockCatalog catalog)
{
    // Registered memory is the provider's until RIODeregisterBuffer.
    private const string RegisterBuffer = "RIORegisterBuffer";

    /// <summary>The call may go on in the background: with an OVERLAPPED that it insists on, or by a message to a window.</summary>
    public static bool OutlivesCall(NativeFunction function)
    {
        if (function.Name == RegisterBuffer)
        {
            return true;
        }

        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var parameter = function.Parameters[i];
            if (InsistsOnOverlapped(parameter) || parameter.Type is { Name: "HWND", PointerDepth: 0 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The OVERLAPPED of an operation that has no ordinary form.</summary>
    public static bool InsistsOnOverlapped(CatalogParameter parameter) =>
        IsOverlapped(parameter) && parameter is { IsOptional: false, Direction: ParameterDirection.InOut };

    public static bool IsOverlapped(CatalogParameter parameter) => parameter.Type is { Name: "OVERLAPPED", PointerDepth: 1 };

    /// <summary>What comes back points to what stands behind it in the same memory: it must stay where it is for as long as it is read.</summary>
    public bool IsAnsweredWithPointers(CatalogParameter buffer) =>
        buffer.Direction != ParameterDirection.In && buffer.Type.PointerDepth == 1 && catalog.Structs.Find(buffer.Type.Name) is { } row && HoldsPointers(row);

    private bool HoldsPointers(CatalogStruct row)
    {
        foreach (var field in row.Fields)
        {
            var type = field.Type;
            if (type.PointerDepth > 0
                || catalog.Types.Find(type.Name)?.CSharp.EndsWith("*", StringComparison.Ordinal) == true
                || (catalog.Structs.Find(type.Name) is { } nested && HoldsPointers(nested)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One struct by reference is not all of it: an address of any family, a struct that a list follows.</summary>
    public bool IsOfUnknownLength(TypeReference type) =>
        type.PointerDepth == 1
        && catalog.Structs.Find(type.Name) is { } row
        && (row.Name == "SOCKADDR" || row.Fields[row.Fields.Count - 1].Kind == FieldKind.TrailingArray);
}
