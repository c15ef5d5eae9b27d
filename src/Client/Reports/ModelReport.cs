using System.Text.Json;
using Kalshi.Client.Commands;

namespace Kalshi.Client.Reports;

/// <summary>How good the model's probabilities were.</summary>
static class ModelReport
{
    internal static Report Of(JsonElement answer)
    {
        var bins = answer.GetProperty("calibration").EnumerateArray().ToArray();
        var horizons = answer.GetProperty("horizons").EnumerateArray().ToArray();
        ReportTable[] tables =
        [
            ReportTable.Of(
                "Calibration", bins,
                ("probability", b => $"{b.Text("from", "0.0")} to {b.Text("to", "0.0")}"), (">snapshots", b => b.Text("snapshots")),
                (">markets", b => b.Text("markets")), (">mean given", b => b.Text("mean", "0.0000")), (">happened", b => b.Text("happened", "0.0000"))),
            ReportTable.Of(
                "By time to settlement", horizons,
                ("horizon", Name), (">snapshots", h => h.Text("snapshots")), (">markets", h => h.Text("markets")),
                (">Brier", h => h.Text("brier", "0.0000")), (">market's Brier", h => h.Text("brier_market", "0.0000")),
                (">log loss", h => h.Text("log_loss", "0.0000"))),
        ];
        return new("Model", tables, bins.Length == 0 ? [] : [Calibration(bins), Brier(horizons)]);
    }

    static Plot Calibration(JsonElement[] bins) => new(
        "Calibration",
        "Share of snapshots whose market settled YES against the probability given. A perfect model lies on the line; larger dots stand for more snapshots.",
        "probability given", "share that happened",
        [Series.Dots("model", bins, "mean", "happened", "snapshots",
            b => $"given {b.Text("mean", "0.000")}, happened {b.Text("happened", "0.000")}, {b.Text("snapshots")} snapshots of {b.Text("markets")} markets")],
        Diagonal: true);

    static Plot Brier(JsonElement[] horizons) => new(
        "Brier score by time to settlement",
        "Mean squared error of the probability, model and market's own mid price side by side; lower is better, 0.25 is a coin.",
        "time to settlement", "Brier score",
        [new("model", SeriesKind.Bars, Bars(horizons, "brier")), new("market", SeriesKind.Bars, Bars(horizons, "brier_market"))],
        [.. horizons.Select(Name)]);

    static PlotPoint[] Bars(JsonElement[] horizons, string field) =>
    [
        .. horizons.Select((h, i) => (Row: h, Index: i)).Where(h => h.Row.GetProperty(field).ValueKind == JsonValueKind.Number)
            .Select(h => new PlotPoint(h.Index, h.Row.GetProperty(field).GetDouble(), $"{Name(h.Row)}: {h.Row.Text(field, "0.0000")}")),
    ];

    static string Name(JsonElement horizon) => horizon.Text("to_seconds") == "–"
        ? $"{Minutes(horizon, "from_seconds")} min +"
        : $"{Minutes(horizon, "from_seconds")}–{Minutes(horizon, "to_seconds")} min";

    static long Minutes(JsonElement horizon, string field) => horizon.GetProperty(field).GetInt64() / 60;
}
