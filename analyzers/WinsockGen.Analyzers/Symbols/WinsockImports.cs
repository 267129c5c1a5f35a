using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace WinsockGen.Analyzers.Symbols;

/// <summary>
/// Recognises functions of ws2_32, wsock32 and mswsock, however they were imported: <c>DllImport</c> or
/// <c>LibraryImport</c> written by hand, methods that this package's generator emits, and the friendly overloads that
/// stand beside an import under the same name.
/// </summary>
internal static class WinsockImports
{
    private static readonly HashSet<string> Libraries = new(StringComparer.OrdinalIgnoreCase) { "ws2_32", "wsock32", "mswsock" };

    /// <summary>The name that the DLL exports for <paramref name="method"/>, or null when it is no Winsock import.</summary>
    public static string? FunctionName(IMethodSymbol method)
    {
        if (!method.IsStatic || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
            return null;
        return ImportName(method) ?? NameOfImportBeside(method);
    }

    private static string? ImportName(IMethodSymbol method)
    {
        if (method.GetDllImportData() is { } import)
            return IsWinsock(import.ModuleName) ? import.EntryPointName ?? method.Name : null;
        if (!method.IsPartialDefinition && method.PartialDefinitionPart is null)
            return null;

        foreach (AttributeData attribute in (method.PartialDefinitionPart ?? method).GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "LibraryImportAttribute" }
                && attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is string library)
            {
                if (!IsWinsock(library))
                    return null;
                foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
                {
                    if (argument is { Key: "EntryPoint", Value.Value: string entry })
                        return entry;
                }

                return method.Name;
            }
        }

        return null;
    }

    /// <summary>
    /// An overload with managed parameter types, in a class that also imports the function itself, or a method around an import, which the generator
    /// emits where runtime marshalling is disabled.
    /// </summary>
    private static string? NameOfImportBeside(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type || !SocketFunctions.IsKnown(method.Name))
            return null;
        if (HasGeneratedBindings(type))
            return method.Name;
        foreach (ISymbol member in type.GetMembers(method.Name))
        {
            if (member is IMethodSymbol { IsExtern: true } sibling && ImportName(sibling) is { } name)
                return name;
        }

        return null;
    }

    private static bool HasGeneratedBindings(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "WinsockBindingsAttribute", ContainingNamespace: { Name: "WinsockGen", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }

    private static bool IsWinsock(string? library)
    {
        if (library is null)
            return false;
        return Libraries.Contains(library.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? library.Substring(0, library.Length - 4) : library);
    }
}
