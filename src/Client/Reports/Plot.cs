using System.Text.Json;

namespace Kalshi.Client.Reports;

/// <summary>A plot of one or more series.</summary>
/// <param name="Caption">How to read it.</param>
/// <param name="Categories">Names along the x axis instead of numbers; point x is then an index.</param>
/// <param name="Diagonal">Draw where y equals x.</param>
sealed record Plot(
    string Title, string Caption, string XLabel, string YLabel, IReadOnlyList<Series> Series, IReadOnlyList<string>? Categories = null,
    bool Diagonal = false);

/// <param name="Kind">How its points are drawn.</param>
sealed record Series(string Name, SeriesKind Kind, IReadOnlyList<PlotPoint> Points)
{
    /// <summary>A dot for each row of an answer, the larger the more it counts for.</summary>
    internal static Series Dots(string name, JsonElement[] rows, string x, string y, string count, Func<JsonElement, string> note)
    {
        var most = rows.Max(row => row.GetProperty(count).GetDouble());
        return new(name, SeriesKind.Dots, [.. rows.Select(row => new PlotPoint(
            row.GetProperty(x).GetDouble(), row.GetProperty(y).GetDouble(), note(row), row.GetProperty(count).GetDouble() / most))]);
    }
}

/// <param name="Weight">Size of the point among those of its series, 0 to 1.</param>
/// <param name="Note">Shown when the pointer rests on it.</param>
readonly record struct PlotPoint(double X, double Y, string Note, double Weight = 0.3);

enum SeriesKind
{
    Line,
    Dots,
    Bars,
}
