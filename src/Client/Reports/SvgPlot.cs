using System.Globalization;
using System.Net;
using System.Text;

namespace Kalshi.Client.Reports;

/// <summary>A plot as inline SVG; its colours come from the page's style.</summary>
sealed class SvgPlot
{
    const double Width = 640;
    const double Height = 340;
    const double Left = 64;
    const double Right = 16;
    const double Top = 16;
    const double Bottom = 52;
    const double LargestDot = 11;
    const double SmallestDot = 3;

    readonly Plot _plot;
    readonly Scale _x;
    readonly Scale _y;
    readonly StringBuilder _svg = new();

    SvgPlot(Plot plot)
    {
        _plot = plot;
        var points = plot.Series.SelectMany(s => s.Points).ToArray();
        var hasBars = plot.Series.Any(s => s.Kind == SeriesKind.Bars);
        _x = plot.Categories is { } names ? new(-0.5, names.Count - 0.5, 1)
            : plot.Diagonal ? new(0, 1, 0.2)
            : Scale.Of(points.Select(p => p.X));
        _y = plot.Diagonal ? new(0, 1, 0.2) : Scale.Of(points.Select(p => p.Y).Concat(hasBars ? [0.0] : []));
    }

    internal static string Render(Plot plot) => new SvgPlot(plot).Render();

    string Render()
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Escape(_plot.Title)}\">");
        Axes();
        if (_plot.Diagonal)
            Line("diagonal", [(X(0), Y(0)), (X(1), Y(1))]);
        for (var i = 0; i < _plot.Series.Count; i++)
            Draw(_plot.Series[i], i);
        _svg.Append("</svg>");
        return _svg.ToString();
    }

    void Axes()
    {
        foreach (var mark in _y.Marks)
        {
            Line("grid", [(Left, Y(mark)), (Width - Right, Y(mark))]);
            Text("end", Left - 8, Y(mark) + 4, Number(mark, _y.Step));
        }
        if (_plot.Categories is { } names)
        {
            // As many names as there is room for.
            var every = Math.Max(1, (int)Math.Ceiling(names.Count * 64 / (Width - Left - Right)));
            for (var i = 0; i < names.Count; i += every)
                Text("middle", X(i), Height - Bottom + 18, names[i]);
        }
        else
        {
            foreach (var mark in _x.Marks)
                Text("middle", X(mark), Height - Bottom + 18, Number(mark, _x.Step));
        }
        if (_y.From < 0 && _y.To > 0)
            Line("axis", [(Left, Y(0)), (Width - Right, Y(0))]);
        Line("axis", [(Left, Top), (Left, Height - Bottom), (Width - Right, Height - Bottom)]);
        Text("middle", (Left + Width - Right) / 2, Height - 10, _plot.XLabel);
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<text class=\"label\" text-anchor=\"middle\" transform=\"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)\">{Escape(_plot.YLabel)}</text>");
    }

    void Draw(Series series, int number)
    {
        switch (series.Kind)
        {
            case SeriesKind.Line:
                Line($"line s{number}", [.. series.Points.Select(p => (X(p.X), Y(p.Y)))]);
                foreach (var point in series.Points)
                    Dot(point, SmallestDot, number);
                break;
            case SeriesKind.Dots:
                foreach (var point in series.Points)
                    Dot(point, Math.Max(SmallestDot, LargestDot * Math.Sqrt(point.Weight)), number);
                break;
            case SeriesKind.Bars:
                foreach (var point in series.Points)
                    Bar(point, number);
                break;
        }
    }

    void Bar(PlotPoint point, int number)
    {
        var bars = _plot.Series.Count(s => s.Kind == SeriesKind.Bars);
        var slot = (X(1) - X(0)) * 0.8 / bars;
        var left = X(point.X) - slot * bars / 2 + slot * number;
        var (top, bottom) = (Math.Min(Y(point.Y), Y(0)), Math.Max(Y(point.Y), Y(0)));
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"s{number}\" x=\"{left:F1}\" y=\"{top:F1}\" width=\"{Math.Max(1, slot - 1):F1}\" height=\"{Math.Max(0.5, bottom - top):F1}\"><title>{Escape(point.Note)}</title></rect>");
    }

    void Dot(PlotPoint point, double radius, int number) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<circle class=\"s{number}\" cx=\"{X(point.X):F1}\" cy=\"{Y(point.Y):F1}\" r=\"{radius:F1}\"><title>{Escape(point.Note)}</title></circle>");

    void Line(string style, (double X, double Y)[] points) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<polyline class=\"{style}\" points=\"{string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:F1},{p.Y:F1}")))}\"/>");

    void Text(string anchor, double x, double y, string text) => _svg.Append(
        CultureInfo.InvariantCulture, $"<text class=\"label\" text-anchor=\"{anchor}\" x=\"{x:F1}\" y=\"{y:F1}\">{Escape(text)}</text>");

    double X(double value) => Left + _x.Share(value) * (Width - Left - Right);

    double Y(double value) => Height - Bottom - _y.Share(value) * (Height - Top - Bottom);

    static string Number(double value, double step) =>
        value.ToString(step >= 1 ? "0" : step >= 0.1 ? "0.0" : step >= 0.01 ? "0.00" : "0.0000", CultureInfo.InvariantCulture);

    static string Escape(string text) => WebUtility.HtmlEncode(text);
}
