namespace Kalshi.Trading.NoTrade;

/// <summary>The no-trade policy between two observations. Immutable: a grain keeps it, and stores it so that a restart does not
/// shorten a recovery.</summary>
/// <param name="Causes">Why entries are not allowed, healed ones included until they come back; empty while they are.</param>
/// <param name="BreachedSince">Since when each unhealthy metric has been so, borne or not.</param>
/// <param name="HealthySince">Since when everything has been healthy without a gap; null while something is not.</param>
/// <param name="ObservedAt">The last observation.</param>
public sealed record NoTradeState(
    NoTradePhase Phase,
    IReadOnlyList<NoTradeCause> Causes,
    IReadOnlyDictionary<NoTradeTrigger, DateTimeOffset> BreachedSince,
    DateTimeOffset? HealthySince,
    DateTimeOffset? ObservedAt)
{
    public static NoTradeState Initial { get; } =
        new(NoTradePhase.Starting, [], new Dictionary<NoTradeTrigger, DateTimeOffset>(), null, null);

    public bool EntriesAllowed => Phase == NoTradePhase.Open;

    /// <summary>When entries come back if everything stays healthy; null unless stopped and healing.</summary>
    public DateTimeOffset? ReopensAt(NoTradeLimits limits) =>
        Phase is NoTradePhase.Stopped or NoTradePhase.Staged && HealthySince is { } since ? since + limits.Recovery + limits.Stage : null;

    /// <summary>Whether the last observation is too old to allow anything.</summary>
    public bool Unobserved(DateTimeOffset now, NoTradeLimits limits) => ObservedAt is not { } last || now - last > limits.ObservationGap;

    /// <summary>The state with which a new process goes on: a recovery stays one, but what was open has to be seen healthy again.</summary>
    public NoTradeState Restarted() => Phase == NoTradePhase.Open ? Initial : this;

    /// <summary>The state after an observation.</summary>
    public NoTradeState Observe(in HealthObservation observation, NoTradeLimits limits)
    {
        var now = observation.At;
        var breached = new Dictionary<NoTradeTrigger, DateTimeOffset>();
        var causes = new List<NoTradeCause>();
        var raised = false;
        foreach (var trigger in NoTradeRule.Triggers)
        {
            var rule = NoTradeRule.For(trigger, observation, limits);
            var known = Causes.FirstOrDefault(c => c.Trigger == trigger);
            if (rule.Breach is null)
            {
                if (known is not null)
                    causes.Add(known with { Until = known.Until ?? now });
                continue;
            }
            // A clock that was set back must not make a breach look younger than it is.
            var since = BreachedSince.TryGetValue(trigger, out var before) && before < now ? before : now;
            breached[trigger] = since;
            if (now - since >= rule.Borne)
            {
                raised = true;
                causes.Add(new(trigger, rule.Breach, since, null, rule.ClearedBy));
            }
            else if (known is not null)
            {
                causes.Add(known with { Reason = rule.Breach, Until = null });
            }
        }
        var healthySince = breached.Count > 0 ? null : HealthySinceAt(now, limits);
        var phase = PhaseAfter(raised, healthySince, now, limits);
        return new(phase, phase == NoTradePhase.Open ? [] : causes, breached, healthySince, now);
    }

    /// <summary>Health counts from now when it was interrupted, not watched for too long, or when the clock was set back.</summary>
    DateTimeOffset? HealthySinceAt(DateTimeOffset now, NoTradeLimits limits) =>
        HealthySince is { } since && ObservedAt is { } last && now >= last && now - last <= limits.ObservationGap ? since : now;

    NoTradePhase PhaseAfter(bool raised, DateTimeOffset? healthySince, DateTimeOffset now, NoTradeLimits limits) => Phase switch
    {
        NoTradePhase.Starting => healthySince is null ? NoTradePhase.Starting : NoTradePhase.Open,
        NoTradePhase.Open => raised ? NoTradePhase.Stopped : NoTradePhase.Open,
        _ when healthySince is not { } since || now - since < limits.Recovery => NoTradePhase.Stopped,
        _ => now - healthySince >= limits.Recovery + limits.Stage ? NoTradePhase.Open : NoTradePhase.Staged,
    };
}
