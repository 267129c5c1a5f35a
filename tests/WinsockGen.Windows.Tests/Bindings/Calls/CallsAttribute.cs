using System;
using System.Collections.Generic;

namespace WinsockGen.Windows.Tests.Bindings.Calls;

/// <summary>
/// Names the functions of Winsock that a test calls through the generated bindings and whose results it checks. The test host counts
/// the names of the tests that passed; <see cref="CallsTests"/> finds each call in the code of its test.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CallsAttribute(params string[] functions) : Attribute
{
    /// <summary>The names, as the SDK has them.</summary>
    public IReadOnlyList<string> Functions => functions;
}
