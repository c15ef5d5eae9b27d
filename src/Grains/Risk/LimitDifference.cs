using Kalshi.Trading.Risk;

namespace Kalshi.Grains.Risk;

/// <summary>What a change of limits changes, in words for the record.</summary>
static class LimitDifference
{
    internal static string Of(RiskLimits before, RiskLimits after)
    {
        var old = Fields(before).ToDictionary(f => f.Name, f => f.Value);
        var words = Fields(after).Where(f => old[f.Name] != f.Value).Select(f => $"{f.Name} {old[f.Name]} to {f.Value}").ToArray();
        return words.Length == 0 ? "nothing changes" : string.Join(", ", words);
    }

    static IEnumerable<(string Name, string Value)> Fields(RiskLimits limits)
    {
        foreach (var (name, cap) in new[]
        {
            ("order", limits.Order), ("market", limits.Market), ("series", limits.Series), ("venue", limits.Venue), ("total", limits.Total),
        })
        {
            yield return ($"{name}.notional", cap.Notional.ToString());
            yield return ($"{name}.contracts", cap.Contracts.ToString());
        }
        yield return ("open_positions", $"{limits.OpenPositions}");
        yield return ("orders_per_minute", $"{limits.OrdersPerMinute}");
        yield return ("worst_case_loss", limits.WorstCaseLoss.ToString());
        yield return ("daily_loss", limits.DailyLoss.ToString());
        yield return ("consecutive_failures", $"{limits.ConsecutiveFailures}");
    }
}
