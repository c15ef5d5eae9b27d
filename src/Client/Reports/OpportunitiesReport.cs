using System.Text.Json;
using Kalshi.Client.Commands;

namespace Kalshi.Client.Reports;

/// <summary>What the decisions came to.</summary>
static class OpportunitiesReport
{
    internal static Report Of(JsonElement answer)
    {
        var bins = answer.GetProperty("expectations").EnumerateArray().ToArray();
        var reasons = answer.GetProperty("reasons").EnumerateArray().ToArray();
        ReportTable[] tables =
        [
            ReportTable.Of(
                "Expected against realised, one contract at the ask", bins,
                ("expected cents", b => $"{b.Text("from_cents")} to {b.Text("to_cents")}"), (">decisions", b => b.Text("decisions")),
                (">markets", b => b.Text("markets")), (">mean EV $", b => b.Text("mean_ev", "0.0000")), (">mean P&L $", b => b.Text("mean_pnl", "0.0000"))),
            ReportTable.Of(
                "By reason: what the side that was chosen made or would have made", reasons,
                ("reason", r => r.Text("reason")), (">decisions", r => r.Text("decisions")), (">markets", r => r.Text("markets")),
                (">mean EV $", r => r.Text("mean_ev", "0.0000")), (">mean P&L $", r => r.Text("mean_pnl", "0.0000")), (">won", r => r.Text("won_share", "0.00"))),
        ];
        return new("Opportunities", tables, bins.Length == 0 ? [] : [Expectation(bins)]);
    }

    static Plot Expectation(JsonElement[] bins)
    {
        PlotPoint[] ideal = [.. bins.Select(b => b.GetProperty("mean_ev").GetDouble()).Select(ev => new PlotPoint(ev, ev, $"as expected: {ev:0.000}"))];
        return new(
            "Expected value against outcome",
            "Mean profit of one contract of the chosen side against what was expected of it, dollars, taken or not; larger dots stand for more decisions.",
            "expected, dollars", "realised, dollars",
            [
                Series.Dots("decisions", bins, "mean_ev", "mean_pnl", "decisions",
                    b => $"expected {b.Text("mean_ev", "0.000")}, realised {b.Text("mean_pnl", "0.000")}, {b.Text("decisions")} decisions"),
                new("as expected", SeriesKind.Line, ideal),
            ]);
    }
}
