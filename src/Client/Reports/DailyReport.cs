using System.Text.Json;
using Kalshi.Client.Commands;

namespace Kalshi.Client.Reports;

/// <summary>What each day's markets came to.</summary>
static class DailyReport
{
    internal static Report Of(JsonElement answer)
    {
        var days = answer.EnumerateArray().ToArray();
        var table = ReportTable.Of(
            "By day of settlement, UTC", days,
            ("day", d => d.Text("day")), (">markets", d => d.Text("markets")), (">snapshots", d => d.Text("snapshots")),
            (">Brier", d => d.Text("brier", "0.0000")), (">market's Brier", d => d.Text("brier_market", "0.0000")),
            (">log loss", d => d.Text("log_loss", "0.0000")), (">decisions", d => d.Text("decisions")), (">takes", d => d.Text("takes")),
            (">won", d => d.Text("takes_won")), (">EV of takes $", d => d.Text("ev_of_takes", "0.00")),
            (">P&L of takes $", d => d.Text("pnl_of_takes", "0.00")), (">fills", d => d.Text("fills")),
            (">contracts", d => d.Text("contracts", "0.##")), (">fees $", d => d.Text("fees", "0.00")),
            (">P&L of fills $", d => d.Text("pnl_of_fills", "0.00")));
        return new("Daily performance", [table], days.Length == 0 ? [] : [Profit(days)]);
    }

    static Plot Profit(JsonElement[] days)
    {
        var names = days.Select(d => d.Text("day")[5..]).ToArray();
        var booked = Values(days, "pnl_of_fills");
        double total = 0;
        PlotPoint[] running = [.. booked.Select((p, i) => new PlotPoint(i, total += p.Y, $"{names[i]}: {total:0.00} so far"))];
        return new(
            "P&L",
            "Dollars by day of settlement, fees paid: what the fills came to, what one contract of each take would have, and the fills' running total.",
            "day", "dollars",
            [
                new("fills", SeriesKind.Bars, booked),
                new("takes, one contract each", SeriesKind.Bars, Values(days, "pnl_of_takes")),
                new("fills, running total", SeriesKind.Line, running),
            ],
            names);
    }

    static PlotPoint[] Values(JsonElement[] days, string field) =>
        [.. days.Select((d, i) => new PlotPoint(i, d.GetProperty(field).GetDouble(), $"{d.Text("day")}: {d.Text(field, "0.00")}"))];
}
