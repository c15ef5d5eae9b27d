using Kalshi.Trading;

namespace Kalshi.Grains.Positions;

/// <summary>Positions in markets that are over.</summary>
public static class EndedMarkets
{
    /// <summary>Pays out what an account still holds of markets that have an outcome. A market tells its end once, and whoever bought
    /// later, an order that a crash had held up, has not heard it; one whose grain was not there then hears it itself as it wakes.
    /// A market that fails keeps no other from being paid.</summary>
    /// <exception cref="LedgerException">A market has paid out at another outcome before.</exception>
    public static async Task PayOutAsync(IGrainFactory grains, string account)
    {
        var positions = grains.GetGrain<IPositionGrain>(account);
        var held = (await positions.ViewAsync()).Open.Select(position => position.Market).Distinct();
        await Task.WhenAll(held.Select(PayOutAsync));

        async Task PayOutAsync(MarketTicker market)
        {
            var view = await grains.GetGrain<IMarketGrain>(market.Value).ViewAsync();
            if (view.Outcome is { } outcome && (view.SettlementTs ?? view.CloseTs) is { } settledTs)
                await positions.SettleAsync(market, outcome, settledTs);
        }
    }
}
