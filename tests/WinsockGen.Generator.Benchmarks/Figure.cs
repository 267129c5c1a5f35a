using System;
using System.Globalization;

namespace WinsockGen.Generator.Benchmarks;

/// <summary>How a measurement says what it found: a name and a number on a line.</summary>
internal static class Figure
{
    public static void Write(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.###}"));

    public static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
