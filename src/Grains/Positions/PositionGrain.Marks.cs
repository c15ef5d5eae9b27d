using Kalshi.Trading;

namespace Kalshi.Grains.Positions;

/// <summary>What open positions are worth now.</summary>
public sealed partial class PositionGrain
{
    // The last bid seen: a book that goes stale does not make a loss disappear.
    readonly Dictionary<MarketTicker, Price> _bids = [];

    public async Task<Money> MarkAsync()
    {
        var (account, version) = (state.State.ToAccount(), state.State.Version);
        var unrealized = await UnrealizedAsync(account);
        await GrainFactory.GetGrain<IRiskLimitGrain>(AccountName).MarkedAsync(version, unrealized);
        return unrealized;
    }

    async Task<Money> UnrealizedAsync(Account account)
    {
        foreach (var closed in _bids.Keys.Where(market => !account.Open.ContainsKey(market)).ToArray())
            _bids.Remove(closed);
        var unrealized = Money.Zero;
        foreach (var position in account.Open.Values.OrderBy(p => p.Market.Value, StringComparer.Ordinal))
        {
            var market = await GrainFactory.GetGrain<IMarketGrain>(position.Market.Value).ViewAsync();
            unrealized += Worth(position, market) - position.Cost - position.Fees;
        }
        return unrealized;
    }

    Money Worth(Position position, MarketView market)
    {
        if (market.Outcome is { } outcome)
            return position.Payout(outcome);
        // Nobody bids: nobody would take it.
        if (market is { BookState: "live", Quote: { } quote })
            _bids[position.Market] = (position.Side == Side.Yes ? quote.YesBid : quote.YesAsk?.Complement) ?? Price.Zero;
        return _bids.TryGetValue(position.Market, out var bid) ? (bid * position.Quantity).Floor() : position.Cost;
    }
}
