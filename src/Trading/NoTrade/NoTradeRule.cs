using System.Globalization;

namespace Kalshi.Trading.NoTrade;

/// <summary>One trigger's test of an observation.</summary>
/// <param name="Breach">What is wrong, with the numbers; null when healthy.</param>
/// <param name="Borne">How long it is borne before entries stop.</param>
/// <param name="ClearedBy">What has to become true again.</param>
readonly record struct NoTradeRule(string? Breach, TimeSpan Borne, string ClearedBy)
{
    internal static readonly NoTradeTrigger[] Triggers = Enum.GetValues<NoTradeTrigger>();

    internal static NoTradeRule For(NoTradeTrigger trigger, in HealthObservation o, NoTradeLimits limits) => trigger switch
    {
        NoTradeTrigger.SnapshotAge => Longest("snapshot age", o.SnapshotAge, limits.SnapshotAge, TimeSpan.Zero),
        NoTradeTrigger.SpotAge => Longest("spot age", o.SpotAge, limits.SpotAge, TimeSpan.Zero),
        NoTradeTrigger.QuoteAge => Longest("quote age", o.QuoteAge, limits.QuoteAge, TimeSpan.Zero),
        NoTradeTrigger.StateBuilderLag => Longest("state builder lag", o.StateBuilderLag, limits.StateBuilderLag, limits.StateBuilderLagBorne),
        NoTradeTrigger.PersistenceLag => Longest("persistence lag", o.PersistenceLag, limits.PersistenceLag, limits.PersistenceLagBorne),
        NoTradeTrigger.QuoteCoverage => Coverage(o.QuoteCoveragePct, limits),
        NoTradeTrigger.RiskService => Up("risk limits", o.RiskServiceAvailable, "do not answer", "answer"),
        NoTradeTrigger.RestBudget => Up("REST budget", o.RestBudgetAvailable, "is exhausted", "has room"),
        NoTradeTrigger.BusPublish => Up("bus", o.BusPublishing, "does not accept events", "accepts events"),
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "no such trigger"),
    };

    static NoTradeRule Longest(string metric, TimeSpan? value, TimeSpan limit, TimeSpan borne) => new(
        value is not { } v ? $"{metric} unknown" : v > limit ? $"{metric} {Seconds(v)} > {Seconds(limit)}" : null,
        borne,
        $"{metric} at most {Seconds(limit)}");

    static NoTradeRule Coverage(double? pct, NoTradeLimits limits)
    {
        var least = Percent(limits.QuoteCoveragePct);
        return new(
            pct is not { } p ? "quote coverage unknown" : p >= limits.QuoteCoveragePct ? null : $"quote coverage {Percent(p)} < {least}",
            limits.QuoteCoverageBorne,
            $"quote coverage at least {least}");
    }

    static NoTradeRule Up(string part, bool up, string fault, string cure) =>
        new(up ? null : $"{part} {fault}", TimeSpan.Zero, $"{part} {cure}");

    static string Seconds(TimeSpan value) => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.###} s");

    static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} %");
}
