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
            new("Calibration", ["probability", ">snapshots", ">markets", ">mean given", ">happened"],
                [.. bins.Select(b => (string[])[
                    $"{b.Text("from", "0.0")} to {b.Text("to", "0.0")}", b.Text("snapshots"), b.Text("markets"), b.Text("mean", "0.0000"),
                    b.Text("happened", "0.0000")])]),
            new("By time to settlement", ["horizon", ">snapshots", ">markets", ">Brier", ">market's Brier", ">log loss"],
                [.. horizons.Select(h => (string[])[
                    Name(h), h.Text("snapshots"), h.Text("markets"), h.Text("brier", "0.0000"), h.Text("brier_market", "0.0000"),
                    h.Text("log_loss", "0.0000")])]),
        ];
        return new("Model", tables, bins.Length == 0 ? [] : [Calibration(bins), Brier(horizons)]);
    }

    static Plot Calibration(JsonElement[] bins)
    {
        var most = bins.Max(b => b.GetProperty("snapshots").GetDouble());
        return new(
            "Calibration",
            "Share of snapshots whose market settled YES against the probability given. A perfect model lies on the line; larger dots stand for more snapshots.",
            "probability given", "share that happened",
            [new("model", SeriesKind.Dots, [.. bins.Select(b => new PlotPoint(
                b.GetProperty("mean").GetDouble(), b.GetProperty("happened").GetDouble(),
                $"given {b.Text("mean", "0.000")}, happened {b.Text("happened", "0.000")}, {b.Text("snapshots")} snapshots of {b.Text("markets")} markets",
                b.GetProperty("snapshots").GetDouble() / most))])],
            Diagonal: true);
    }

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
