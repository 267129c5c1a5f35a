using System.Collections.Generic;
using System.Threading.Tasks;

namespace WinsockGen.Build.Verbs;

/// <summary>Something that `dotnet run build.cs VERB` does.</summary>
internal interface IVerb
{
    string Name { get; }

    string Summary { get; }

    /// <summary>Does it, and returns the exit code.</summary>
    /// <exception cref="BuildException">A step failed.</exception>
    Task<int> RunAsync(IReadOnlyList<string> arguments);
}
