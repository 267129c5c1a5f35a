namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler accept <c>init</c> accessors and records on netstandard2.0, which has no such type.</summary>
internal static class IsExternalInit
{
}
