using System;

namespace WinsockGen.Generator.Values;

/// <summary>Tables of the catalog contradict each other: a mistake in the catalog, which its tests find before a user does.</summary>
internal sealed class CatalogMismatchException(string message) : Exception(message);
