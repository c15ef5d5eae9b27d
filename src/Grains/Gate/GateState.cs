using Kalshi.Trading.NoTrade;

namespace Kalshi.Grains.Gate;

/// <summary>All that a gate knows; immutable, so that what takes effect and what is stored are two references.</summary>
public sealed record GateState
{
    /// <summary>What the operator allows.</summary>
    public GateMode Operator { get; init; }

    /// <summary>Of the operator's last change.</summary>
    public string? Actor { get; init; }
    public string? Reason { get; init; }
    public long? SinceTs { get; init; }

    /// <summary>The operator's changes, ever.</summary>
    public long Changes { get; init; }

    public IReadOnlyList<RaisedCause> Causes { get; init; } = [];

    public NoTradeState Health { get; init; } = NoTradeState.Initial;

    /// <summary>How earlier versions stored a halt.</summary>
    public bool Halted
    {
        get => Operator == GateMode.Halted;
        init
        {
            if (value)
                Operator = GateMode.Halted;
        }
    }

    /// <summary>Closed by whatever closes this one or <paramref name="stored"/>; health is as seen here.</summary>
    internal GateState ClosedAlsoBy(GateState stored)
    {
        var stricter = stored.Operator > Operator || (stored.Operator == Operator && stored.Changes > Changes) ? stored : this;
        return stricter with
        {
            Changes = Math.Max(Changes, stored.Changes),
            Causes = [.. Causes, .. stored.Causes.Where(theirs => Causes.All(ours => ours.Cause.Code != theirs.Cause.Code))],
            Health = Health,
        };
    }

    /// <summary>Whether a restart would go on differently with <paramref name="other"/>: the moment of the last observation and the
    /// numbers in the words of a cause make no difference.</summary>
    internal bool StoresAs(GateState other) =>
        ReferenceEquals(this, other)
        || (Operator == other.Operator && Changes == other.Changes && ReferenceEquals(Causes, other.Causes)
            && Health.Phase == other.Health.Phase && Health.HealthySince == other.Health.HealthySince
            && Health.Causes.Select(c => (c.Trigger, c.Since, c.Until)).SequenceEqual(other.Health.Causes.Select(c => (c.Trigger, c.Since, c.Until)))
            && Health.BreachedSince.Count == other.Health.BreachedSince.Count
            && Health.BreachedSince.All(b => other.Health.BreachedSince.TryGetValue(b.Key, out var since) && since == b.Value));
}
