using System.Globalization;
using Kalshi.Grains;

namespace Kalshi.Silo.Operations;

/// <summary>The live line that <c>./run</c> shows every few seconds.</summary>
static class SummaryLine
{
    internal static string Of(StatusView status) => string.Join("  ", [
        DateTimeOffset.FromUnixTimeMilliseconds(status.NowMs).ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        status.Gate.Mode switch
        {
            GateMode.Halted => "HALTED",
            GateMode.Reducing => "entries stopped: " + string.Join(", ", status.Gate.Reasons.Select(r => r.Code)),
            _ => "trading:" + status.Mode,
        },
        $"events {status.Feeds.Sum(f => f.Published)}",
        $"spot {status.Spot.Price ?? "none"} ({Age(status.Spot.AgeSeconds)})",
        $"markets {status.Markets.Tradable}/{status.Markets.Listed} tradable (quotes {Age(status.Markets.OldestQuoteAgeSeconds)})",
        $"edges {status.Edges.Snapshots} ({Age(status.Edges.AgeSeconds)})" + (status.Edges.SigmaReason is { } reason ? $" sigma:{reason}" : ""),
        $"takes {status.Decisions.Takes} orders {status.Decisions.Orders}",
        $"writer lag {status.Writer.Lag}",
        $"dead letters {status.Feeds.Sum(f => f.DeadLetters)}",
    ]);

    static string Age(double? seconds) =>
        seconds is { } age ? age.ToString("0.0", CultureInfo.InvariantCulture) + " s" : "never";
}
