namespace Kalshi.VenueSimulator;

/// <summary>The Exchange feed: flat messages, numbered by product.</summary>
/// <remarks>Sizes, sides and quotes are left out where a recorder did not keep them.</remarks>
sealed class ExchangeFeedSession(SpotMarket market, SocketPeer peer) : SpotSession(market, peer)
{
    const string Matches = "matches";
    const string Ticker = "ticker";
    const string Heartbeat = "heartbeat";

    protected override IReadOnlySet<string> KnownChannels { get; } = new HashSet<string> { Matches, Ticker, Heartbeat };

    public override void Publish(SpotTrade trade)
    {
        if (Subscribed.Contains(Matches))
            SendMatch("match", trade);
        if (Subscribed.Contains(Ticker))
            SendTicker(trade);
    }

    protected override void Greet(string channel)
    {
        if (Market.Latest is not { } latest)
            return;
        if (channel == Matches)
            SendMatch("last_match", latest);
        else if (channel == Ticker)
            SendTicker(latest);
    }

    protected override void Acknowledge() => Send(new
    {
        Type = "subscriptions",
        Channels = Subscribed.Select(c => new { Name = c, ProductIds = new[] { SpotMarket.Product } }).ToList(),
    }, new("subscriptions", "subscriptions"));

    protected override void SendHeartbeat()
    {
        if (Subscribed.Contains(Heartbeat) && Market.Latest is { } latest)
        {
            Send(new
            {
                Type = "heartbeat",
                latest.Sequence,
                LastTradeId = latest.TradeId,
                ProductId = SpotMarket.Product,
                Time = Now,
            }, new(Heartbeat, "heartbeat"));
        }
    }

    void SendMatch(string type, SpotTrade trade) => Send(new
    {
        Type = type,
        trade.TradeId,
        trade.Sequence,
        trade.Time,
        ProductId = SpotMarket.Product,
        trade.Price,
    }, new("coinbase.matches", type, IsSpot: true));

    void SendTicker(SpotTrade trade) => Send(new
    {
        Type = "ticker",
        trade.Sequence,
        ProductId = SpotMarket.Product,
        trade.Price,
        trade.Time,
        trade.TradeId,
    }, new("coinbase.exchange_ticker", "ticker", IsSpot: true));
}
