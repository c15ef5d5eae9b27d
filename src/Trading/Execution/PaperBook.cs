using Kalshi.Trading.Opportunities;

namespace Kalshi.Trading.Execution;

/// <summary>Paper positions and the rules for entering them: strategy.md section 11. Not safe for concurrent use.</summary>
/// <remarks>Decisions already seen are remembered up to a bound, oldest forgotten first; the event store's unique keys catch what is
/// older.</remarks>
public sealed class PaperBook(PaperExecutionConfig config)
{
    const int MostDecisionsRemembered = 100_000;

    readonly Dictionary<MarketTicker, Side> _open = [];
    readonly TakeCooldown _cooldown = new(config.CooldownSeconds);
    readonly HashSet<string> _seen = [];
    readonly Queue<string> _seenOrder = [];

    /// <summary>Open positions, one contract each.</summary>
    public IReadOnlyDictionary<MarketTicker, Side> Open => _open;

    /// <summary>Enters a take, or says why not.</summary>
    /// <param name="decisionKey">The decision's idempotency key.</param>
    /// <param name="now">Unix seconds.</param>
    /// <returns>Null for a decision that was seen before.</returns>
    public PaperEntry? Enter(
        string decisionKey, MarketTicker market, Side? side, double? askCents, long now, bool killSwitchActive)
    {
        if (!Remember(decisionKey))
            return null;
        var orderId = $"paper:{decisionKey}";
        var reason = Rejection(market, side, askCents, now, killSwitchActive);
        if (reason is not null)
            return new(orderId, null, market, side, askCents, reason);
        _open[market] = side!.Value;
        _cooldown.Record(new(market, side.Value), now);
        return new(orderId, $"{orderId}:open", market, side, askCents, null);
    }

    /// <summary>Closes the market's position at its outcome.</summary>
    /// <param name="outcome">1 when YES won, 0 when NO did; null when the market is settled but the outcome is not known yet.</param>
    /// <returns>Null when there is none.</returns>
    public PaperExit? Settle(MarketTicker market, int? outcome, long now)
    {
        if (!_open.Remove(market, out var side))
            return null;
        var orderId = $"settle:{market}:{(side == Side.Yes ? "YES" : "NO")}";
        double? price = outcome is 0 or 1 ? (outcome == 1) == (side == Side.Yes) ? 100.0 : 0.0 : null;
        return new($"{orderId}:{now}", orderId, market, side, price, outcome);
    }

    string? Rejection(MarketTicker market, Side? side, double? askCents, long now, bool killSwitchActive)
    {
        if (killSwitchActive)
            return EntryRejection.KillSwitchActive;
        if (side is not { } known)
            return EntryRejection.MissingSide;
        if (_open.TryGetValue(market, out var held))
            return held == known ? EntryRejection.PositionOpen : EntryRejection.PositionOpenOppositeSide;
        if (config.CooldownSeconds > 0 && _cooldown.RecentAt(now).Contains(new(market, known)))
            return EntryRejection.CooldownActive;
        if (config.MaxOpenPositions > 0 && _open.Count >= config.MaxOpenPositions)
            return EntryRejection.MaxOpenPositions;
        return askCents < config.MinEntryCents || askCents > config.MaxEntryCents ? EntryRejection.EntryPriceOutOfBand : null;
    }

    bool Remember(string decisionKey)
    {
        if (!_seen.Add(decisionKey))
            return false;
        _seenOrder.Enqueue(decisionKey);
        if (_seenOrder.Count > MostDecisionsRemembered)
            _seen.Remove(_seenOrder.Dequeue());
        return true;
    }
}
