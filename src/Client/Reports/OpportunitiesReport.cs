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
            new("Expected against realised, one contract at the ask", ["expected cents", ">decisions", ">markets", ">mean EV $", ">mean P&L $"],
                [.. bins.Select(b => (string[])[
                    $"{b.Text("from_cents")} to {b.Text("to_cents")}", b.Text("decisions"), b.Text("markets"), b.Text("mean_ev", "0.0000"),
                    b.Text("mean_pnl", "0.0000")])]),
            new("By reason: what the side that was chosen made or would have made", ["reason", ">decisions", ">markets", ">mean EV $", ">mean P&L $", ">won"],
                [.. reasons.Select(r => (string[])[
                    r.Text("reason"), r.Text("decisions"), r.Text("markets"), r.Text("mean_ev", "0.0000"), r.Text("mean_pnl", "0.0000"),
                    r.Text("won_share", "0.00")])]),
        ];
        return new("Opportunities", tables, bins.Length == 0 ? [] : [Expectation(bins)]);
    }

    static Plot Expectation(JsonElement[] bins)
    {
        var most = bins.Max(b => b.GetProperty("decisions").GetDouble());
        PlotPoint[] ideal = [.. bins.Select(b => b.GetProperty("mean_ev").GetDouble()).Select(ev => new PlotPoint(ev, ev, $"as expected: {ev:0.000}"))];
        return new(
            "Expected value against outcome",
            "Mean profit of one contract of the chosen side against what was expected of it, dollars, taken or not; larger dots stand for more decisions.",
            "expected, dollars", "realised, dollars",
            [
                new("decisions", SeriesKind.Dots, [.. bins.Select(b => new PlotPoint(
                    b.GetProperty("mean_ev").GetDouble(), b.GetProperty("mean_pnl").GetDouble(),
                    $"expected {b.Text("mean_ev", "0.000")}, realised {b.Text("mean_pnl", "0.000")}, {b.Text("decisions")} decisions",
                    b.GetProperty("decisions").GetDouble() / most))]),
                new("as expected", SeriesKind.Line, ideal),
            ]);
    }
}
