namespace Kalshi.Client.Reports;

/// <summary>A plot of one or more series.</summary>
/// <param name="Caption">How to read it.</param>
/// <param name="Categories">Names along the x axis instead of numbers; point x is then an index.</param>
/// <param name="Diagonal">Draw where y equals x.</param>
sealed record Plot(
    string Title, string Caption, string XLabel, string YLabel, IReadOnlyList<Series> Series, IReadOnlyList<string>? Categories = null,
    bool Diagonal = false);

/// <param name="Kind">How its points are drawn.</param>
sealed record Series(string Name, SeriesKind Kind, IReadOnlyList<PlotPoint> Points);

/// <param name="Weight">Size of the point among those of its series, 0 to 1.</param>
/// <param name="Note">Shown when the pointer rests on it.</param>
readonly record struct PlotPoint(double X, double Y, string Note, double Weight = 0.3);

enum SeriesKind
{
    Line,
    Dots,
    Bars,
}
