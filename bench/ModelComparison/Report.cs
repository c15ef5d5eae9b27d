using System.Globalization;
using Kalshi.Trading.Probability;

namespace Kalshi.ModelComparison;

/// <summary>The comparison as Markdown tables.</summary>
sealed class Report(TextWriter to, IReadOnlyList<RecordedMarket> markets, SpotPath path)
{
    static readonly int[] Horizons = [600, 300, 120, 60, 30, 15, 5];
    static readonly double[] BinEdges = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1];

    internal void Write()
    {
        var basis = Basis();
        to.WriteLine(Text($"{markets.Count} markets with a known result; {path.Seconds} seconds with a trade."));
        to.WriteLine(Text($"Average of the trades over the last minute minus the settlement value, {basis.Count} markets: mean {basis.Average(b => b.Difference):0.00}, standard deviation {Deviation([.. basis.Select(b => b.Difference)]):0.00} dollars."));
        var contenders = Contender.All(basis);
        var forecasts = Horizons.ToDictionary(
            h => h, h => markets.Select(m => Forecast.Of(m, path, h, contenders)).OfType<Forecast>().ToList());
        WriteScores("Brier score", contenders, forecasts, (f, c) => f.Brier(c));
        WriteScores("Log loss", contenders, forecasts, (f, c) => f.LogLoss(c));
        foreach (var horizon in Horizons)
            WriteCalibration(horizon, contenders, forecasts[horizon]);
    }

    /// <summary>How far the recorded trades are from the index that markets settle on, market by market.</summary>
    List<(long CloseTs, double Difference)> Basis()
    {
        var basis = new List<(long, double)>();
        foreach (var market in markets)
        {
            var history = path.WithoutHolesUpTo(market.CloseTs, Forecast.LongestGapSeconds);
            var seen = SettlementWindow.Observed(history.Span, market.CloseTs, SettlementWindow.KalshiSeconds, market.CloseTs);
            if (market.SettlementValue is { } value && seen.Seconds == SettlementWindow.KalshiSeconds)
                basis.Add((market.CloseTs, seen.Sum / seen.Seconds - value));
        }
        return basis;
    }

    /// <summary>Differences are to the first contender, paired by market, with their standard error.</summary>
    void WriteScores(
        string title, IReadOnlyList<Contender> contenders, Dictionary<int, List<Forecast>> forecasts, Func<Forecast, int, double> score)
    {
        to.WriteLine($"\n## {title} (less is better)\n");
        to.WriteLine($"| seconds to close | markets | {string.Join(" | ", contenders.Select((c, i) => i == 0 ? c.Name : $"{c.Name} | difference (std. error)"))} |");
        to.WriteLine($"| ---: | ---: |{string.Concat(Enumerable.Repeat(" ---: |", 2 * contenders.Count - 1))}");
        foreach (var (horizon, all) in forecasts)
        {
            if (all.Count == 0)
                continue;
            var cells = contenders.Select((_, i) => i == 0
                ? Text($"{all.Average(f => score(f, 0)):0.0000}")
                : Text($"{all.Average(f => score(f, i)):0.0000} | {Difference(all.ConvertAll(f => score(f, i) - score(f, 0)))}"));
            to.WriteLine(Text($"| {horizon} | {all.Count} | {string.Join(" | ", cells)} |"));
        }
    }

    void WriteCalibration(int horizon, IReadOnlyList<Contender> contenders, List<Forecast> all)
    {
        to.WriteLine(Text($"\n## Calibration, {horizon} s before the close\n"));
        to.WriteLine($"| said | {string.Join(" | ", contenders.Select(c => $"{c.Name}: markets | mean said | happened"))} |");
        to.WriteLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", 3 * contenders.Count))}");
        for (var i = 1; i < BinEdges.Length; i++)
        {
            var (low, high) = (BinEdges[i - 1], BinEdges[i]);
            to.WriteLine(Text($"| {low:0.00} to {high:0.00} | {string.Join(" | ", contenders.Select((_, c) => Bin(all, c, low, high)))} |"));
        }
    }

    static string Bin(List<Forecast> all, int contender, double low, double high)
    {
        var bin = all.Where(f => f.Probabilities[contender] >= low && f.Probabilities[contender] < high).ToList();
        return bin.Count == 0
            ? "0 | – | –"
            : Text($"{bin.Count} | {bin.Average(f => f.Probabilities[contender]):0.000} | {bin.Average(f => f.Outcome):0.000}");
    }

    static string Difference(List<double> differences) =>
        Text($"{Math.Round(differences.Average(), 4):+0.0000;-0.0000;0.0000} ({Deviation(differences) / Math.Sqrt(differences.Count):0.0000})");

    static double Deviation(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Math.Max(values.Count - 1, 1));
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
