namespace Kalshi.Trading;

/// <summary>Whether the paper account may enter a position: strategy.md section 11, in its order.</summary>
public sealed record EntryRules
{
    /// <summary>Positions and pending orders at once; 0 for no limit (MAX_OPEN_POSITIONS, default 1).</summary>
    public int MaxOpenPositions { get; init; } = 1;

    /// <summary>Seconds after an entry in which the same side of the same market is not entered again
    /// (NO_NEW_ENTRIES_LAST_SECONDS, which the reference uses as a cooldown; 0 turns it off, default 120).</summary>
    public long CooldownSeconds { get; init; } = 120;

    /// <summary>Lowest ask that is entered (default 0.15).</summary>
    public Price MinEntryPrice { get; init; } = Price.FromSteps(1_500);

    /// <summary>Highest ask that is entered (default 0.85).</summary>
    public Price MaxEntryPrice { get; init; } = Price.FromSteps(8_500);

    /// <summary>Null when the entry is allowed, else the first rule that forbids it.</summary>
    /// <param name="held">Sides that are open or on order, by market.</param>
    /// <param name="lastEntryTs">When this side of this market was last entered, Unix seconds.</param>
    public string? Refuse(
        MarketTicker market, Side side, Price ask, IReadOnlyDictionary<MarketTicker, Side> held, long? lastEntryTs, long nowTs)
    {
        if (held.TryGetValue(market, out var heldSide))
            return heldSide == side ? "position_open" : "position_open_opposite_side";
        if (CooldownSeconds > 0 && nowTs - lastEntryTs <= CooldownSeconds)
            return "cooldown_active";
        if (MaxOpenPositions > 0 && held.Count >= MaxOpenPositions)
            return "max_open_positions";
        return ask < MinEntryPrice || ask > MaxEntryPrice ? "entry_price_out_of_band" : null;
    }
}
