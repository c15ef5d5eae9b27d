using Kalshi.Trading;

namespace Kalshi.Grains.Positions;

/// <summary>An account as stored.</summary>
public sealed record PositionState
{
    public IReadOnlyList<PositionView> Open { get; init; } = [];
    public Money Cash { get; init; }
    public Money RealizedPnl { get; init; }
    public Money FeesPaid { get; init; }

    /// <summary>Orders that were granted room and have neither filled nor ended.</summary>
    public IReadOnlyDictionary<string, OrderIntent> Reservations { get; init; } = new Dictionary<string, OrderIntent>();

    /// <summary>When each market and side was last entered, Unix seconds.</summary>
    public IReadOnlyDictionary<string, long> LastEntries { get; init; } = new Dictionary<string, long>();

    /// <summary>Fills that are booked, with their time, so that none is booked twice.</summary>
    public IReadOnlyDictionary<string, long> BookedFills { get; init; } = new Dictionary<string, long>();

    public long Fills { get; init; }
    public long Settlements { get; init; }
}
