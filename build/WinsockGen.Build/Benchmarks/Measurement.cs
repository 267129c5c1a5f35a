using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace WinsockGen.Build.Benchmarks;

/// <summary>What one process measured, by name.</summary>
internal sealed class Measurement
{
    private readonly Dictionary<string, double> _figures;

    private Measurement(Dictionary<string, double> figures) => _figures = figures;

    public double this[string name] => _figures.TryGetValue(name, out var value) ? value : throw new BuildException($"The benchmark did not say its {name}.");

    /// <summary>Reads lines of a name and a number.</summary>
    public static Measurement Read(IEnumerable<string> lines) => new(lines
        .Select(line => line.Split(' '))
        .Where(words => words.Length == 2)
        .ToDictionary(words => words[0], words => double.Parse(words[1], CultureInfo.InvariantCulture)));

    /// <summary>The median of one figure.</summary>
    public static double Median(IEnumerable<Measurement> measurements, string name)
    {
        var sorted = measurements.Select(measurement => measurement[name]).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
