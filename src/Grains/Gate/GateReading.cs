using System.Globalization;
using Kalshi.Trading.NoTrade;

namespace Kalshi.Grains.Gate;

/// <summary>What follows from a gate's state at one moment.</summary>
static class GateReading
{
    internal static GateView View(string scope, GateState state, DateTimeOffset now, TradingGateOptions options, bool haltUnderWay)
    {
        var watched = options.HealthRequired && scope == GateScope.Global;
        List<GateReason> reasons = [];
        if (haltUnderWay && state.Operator != GateMode.Halted)
            reasons.Add(new("operator", GateMode.Halted, "a halt is being recorded", now.ToUnixTimeSeconds(), "an operator's release"));
        if (state.Operator != GateMode.Active)
            reasons.Add(new("operator", state.Operator, $"{state.Actor}: {state.Reason}", state.SinceTs ?? 0, "an operator's release"));
        reasons.AddRange(state.Causes.Select(c => new GateReason(c.Cause.Code, c.Cause.Mode, c.Cause.Detail, c.SinceTs, c.Cause.ClearedBy)));
        if (watched)
            reasons.AddRange(Health(state.Health, now, options.Health));

        var mode = reasons.Count == 0 ? GateMode.Active : reasons.Max(r => r.Mode);
        var onlyHealth = watched && state.Operator == GateMode.Active && state.Causes.Count == 0 && !haltUnderWay;
        return new(
            scope,
            mode,
            reasons,
            reasons.Count == 0 ? state.SinceTs : reasons.Where(r => r.Mode == mode).Min(r => r.SinceTs),
            onlyHealth ? EntriesBack(state.Health, now, options.Health) : null,
            state.Changes,
            state.Actor,
            state.Reason,
            onlyHealth && state.Health.Phase == NoTradePhase.Staged && !state.Health.Unobserved(now, options.Health));
    }

    /// <summary>The name of a trigger in reasons and events, e.g. <c>spot_age</c>.</summary>
    internal static string CodeOf(NoTradeTrigger trigger) => trigger switch
    {
        NoTradeTrigger.SnapshotAge => "snapshot_age",
        NoTradeTrigger.SpotAge => "spot_age",
        NoTradeTrigger.QuoteAge => "quote_age",
        NoTradeTrigger.StateBuilderLag => "state_builder_lag",
        NoTradeTrigger.PersistenceLag => "persistence_lag",
        NoTradeTrigger.QuoteCoverage => "quote_coverage",
        NoTradeTrigger.RiskService => "risk_service",
        NoTradeTrigger.RestBudget => "rest_budget",
        NoTradeTrigger.BusPublish => "bus_publish",
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "no such trigger"),
    };

    static IEnumerable<GateReason> Health(NoTradeState health, DateTimeOffset now, NoTradeLimits limits)
    {
        foreach (var cause in health.Causes)
        {
            var healed = cause.Until is { } until ? $" (healthy since {Clock(until)})" : "";
            yield return new(
                CodeOf(cause.Trigger), GateMode.Reducing, cause.Reason + healed, cause.Since.ToUnixTimeSeconds(),
                $"{cause.ClearedBy}{Recovery(health, limits)}");
        }
        if (health.Unobserved(now, limits))
        {
            yield return new(
                "health_unobserved", GateMode.Reducing,
                health.ObservedAt is { } last ? $"nobody has watched health for {Seconds(now - last)}" : "nobody has watched health yet",
                (health.ObservedAt ?? now).ToUnixTimeSeconds(), "the health watch");
        }
        else if (health.Phase != NoTradePhase.Open && health.Causes.Count == 0)
        {
            yield return new(
                "starting", GateMode.Reducing, "not everything was healthy at one moment yet", now.ToUnixTimeSeconds(), "everything healthy once");
        }
    }

    static string Recovery(NoTradeState health, NoTradeLimits limits) => health.Phase switch
    {
        NoTradePhase.Starting => "",
        NoTradePhase.Staged => ", and watched in shadow for the rest of the recovery",
        _ => $", and everything healthy for {Seconds(limits.Recovery)}",
    };

    static long? EntriesBack(NoTradeState health, DateTimeOffset now, NoTradeLimits limits) =>
        health.Unobserved(now, limits) ? null : health.ReopensAt(limits)?.ToUnixTimeSeconds();

    static string Seconds(TimeSpan value) => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0} s");

    static string Clock(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
