using Kalshi.Trading;
using Kalshi.Trading.Risk;

namespace Kalshi.Grains.Risk;

/// <summary>An account's limits and use as stored.</summary>
public sealed record RiskState
{
    /// <summary>Null until somebody changes the defaults.</summary>
    public RiskLimits? Limits { get; init; }

    public long Changes { get; init; }

    public IReadOnlyList<Stake> Positions { get; init; } = [];
    public IReadOnlyDictionary<string, OrderStake> Orders { get; init; } = new Dictionary<string, OrderStake>();
    public IReadOnlyList<long> Grants { get; init; } = [];

    /// <summary>Bookings that the positions reflect.</summary>
    public long Version { get; init; }

    public Money RealizedPnl { get; init; }

    /// <summary>The UTC day that <see cref="DayStartPnl"/> belongs to, days since 1970.</summary>
    public long Day { get; init; }

    /// <summary>Realised P&amp;L at the start of the day.</summary>
    public Money DayStartPnl { get; init; }

    /// <summary>Of the last mark.</summary>
    public Money Unrealized { get; init; }

    /// <summary>Of the last mark before the day.</summary>
    public Money DayStartUnrealized { get; init; }

    /// <summary>The day's loss has halted trading already.</summary>
    public bool LossRaised { get; init; }

    /// <summary>Orders that failed at the venue, in a row.</summary>
    public IReadOnlyList<string> FailedOrders { get; init; } = [];

    /// <summary>When the account went live, Unix seconds; null while it is not.</summary>
    public long? LiveSinceTs { get; init; }

    /// <summary>Orders granted since then.</summary>
    public int OrdersSinceLive { get; init; }
}
