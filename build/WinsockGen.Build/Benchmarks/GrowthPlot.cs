using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace WinsockGen.Build.Benchmarks;

/// <summary>Draws how connections cost as they become more: a step would show. An SVG, on a logarithmic axis of connections.</summary>
public static class GrowthPlot
{
    private const int Width = 720;
    private const int Height = 300;
    private const int Left = 70;
    private const int Right = 20;
    private const int Top = 40;
    private const int Bottom = 50;
    private const int Marks = 4;

    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static string Draw(IReadOnlyList<GrowthRow> rows)
    {
        if (rows.Count == 0)
            throw new ArgumentException("There is nothing to draw.", nameof(rows));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {2 * Height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        text.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        Panel(text, 0, "Bytes per idle connection, managed and native", rows, [("#1f77b4", "bytes", row => row.BytesEach)]);
        Panel(text, Height, "Nanoseconds per operation on the busy connections", rows,
            [("#2ca02c", "alone", row => row.NanosecondsAlone), ("#d62728", "beside the idle ones", row => row.NanosecondsBeside)]);
        return text.Append("</svg>\n").ToString();
    }

    private static void Panel(StringBuilder text, int offset, string title, IReadOnlyList<GrowthRow> rows, (string Colour, string Name, Func<GrowthRow, double> Figure)[] lines)
    {
        var highest = Ceiling(rows.SelectMany(row => lines.Select(line => line.Figure(row))).Max());
        var (first, last) = (Math.Log10(rows[0].Connections), Math.Log10(rows[^1].Connections));
        double X(GrowthRow row) => Left + ((last > first ? (Math.Log10(row.Connections) - first) / (last - first) : 0.5) * (Width - Left - Right));
        double Y(double value) => offset + Height - Bottom - (value / highest * (Height - Top - Bottom));

        Label(text, Left, offset + 22, "start", title, "#000");
        for (var mark = 0; mark <= Marks; mark++)
        {
            var value = highest * mark / Marks;
            text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\" stroke=\"#ddd\"/>\n");
            Label(text, Left - 8, Y(value) + 4, "end", value.ToString("#,0", CultureInfo.InvariantCulture), "#444");
        }

        foreach (var row in rows)
            Label(text, X(row), offset + Height - Bottom + 20, "middle", row.Connections.ToString("N0", CultureInfo.InvariantCulture), "#444");
        for (var i = 0; i < lines.Length; i++)
        {
            var (colour, name, figure) = lines[i];
            var points = string.Join(' ', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{X(row):0.#},{Y(figure(row)):0.#}")));
            text.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n");
            foreach (var row in rows)
                text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(row):0.#}\" cy=\"{Y(figure(row)):0.#}\" r=\"3\" fill=\"{colour}\"/>\n");
            if (lines.Length > 1)
                Label(text, Width - Right, offset + 22 + (16 * i), "end", name, colour);
        }
    }

    private static void Label(StringBuilder text, double x, double y, string anchor, string label, string colour) =>
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{label}</text>\n");

    /// <summary>The next number with one digit that is not zero.</summary>
    private static double Ceiling(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        return Math.Ceiling(value / power) * power;
    }
}
