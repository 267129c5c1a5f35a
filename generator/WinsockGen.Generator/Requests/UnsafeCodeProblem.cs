using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WinsockGen.Generator.Requests;

/// <summary>
/// Decides who reports WSG0004. Where the class says <c>unsafe</c> and the project does not allow it, the compiler stops at its own
/// CS0227 before any analyzer runs; a build would then never say what to do, so the generator says it.
/// </summary>
internal static class UnsafeCodeProblem
{
    /// <returns>True where analyzers are not heard.</returns>
    public static bool Hides(TypeDeclarationSyntax declaration, Compilation compilation) =>
        compilation.Options is CSharpCompilationOptions { AllowUnsafe: false } && declaration.Modifiers.Any(SyntaxKind.UnsafeKeyword);
}
