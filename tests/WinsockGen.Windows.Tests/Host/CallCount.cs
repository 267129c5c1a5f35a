using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using WinsockGen.Windows.Tests.Bindings.Calls;
using Xunit.Abstractions;

namespace WinsockGen.Windows.Tests.Host;

/// <summary>How many different functions of Winsock the tests that passed have called with checked results.</summary>
internal sealed class CallCount
{
    private const int Fewest = 120;

    private readonly SortedSet<string> _functions = new(System.StringComparer.Ordinal);

    public bool IsEnough => _functions.Count >= Fewest;

    public void Add(ITestMethod passed)
    {
        if (passed.Method is IReflectionMethodInfo { MethodInfo: var method } && method.GetCustomAttribute<CallsAttribute>() is { } calls)
            _functions.UnionWith(calls.Functions);
    }

    public void Write(TextWriter output)
    {
        foreach (var line in _functions.Chunk(8))
            output.WriteLine("  " + string.Join(' ', line));
        output.WriteLine($"{_functions.Count} different functions called with checked results; {Fewest} are required");
    }
}
