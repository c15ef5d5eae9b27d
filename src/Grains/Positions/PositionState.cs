using Kalshi.Trading;

namespace Kalshi.Grains.Positions;

/// <summary>An account as stored.</summary>
[GenerateSerializer, Alias("kalshi.state.positions")]
public sealed record PositionState
{
    [Id(0)] public IReadOnlyList<PositionView> Open { get; init; } = [];
    [Id(1)] public Money Cash { get; init; }
    [Id(2)] public Money RealizedPnl { get; init; }
    [Id(3)] public Money FeesPaid { get; init; }

    /// <summary>Orders that were granted room and have neither filled nor ended.</summary>
    [Id(4)] public IReadOnlyDictionary<string, OrderIntent> Reservations { get; init; } = new Dictionary<string, OrderIntent>();

    /// <summary>When each market and side was last entered, Unix seconds.</summary>
    [Id(5)] public IReadOnlyDictionary<string, long> LastEntries { get; init; } = new Dictionary<string, long>();

    /// <summary>Fills that are booked, with their time, so that none is booked twice.</summary>
    [Id(6)] public IReadOnlyDictionary<string, long> BookedFills { get; init; } = new Dictionary<string, long>();

    [Id(7)] public long Fills { get; init; }
    [Id(8)] public long Settlements { get; init; }
}
