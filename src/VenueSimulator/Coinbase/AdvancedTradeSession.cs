namespace Kalshi.VenueSimulator;

/// <summary>The Advanced Trade feed: numbered by connection across its channels.</summary>
/// <remarks>Tickers carry the price only: what a recorder did not keep is left out rather than invented.</remarks>
sealed class AdvancedTradeSession(SpotMarket market, SocketPeer peer) : SpotSession(market, peer)
{
    const string Ticker = "ticker";
    const string Heartbeats = "heartbeats";

    long _sequence = -1;
    long _beats;

    protected override IReadOnlySet<string> KnownChannels { get; } = new HashSet<string> { Ticker, Heartbeats };

    public override void Publish(SpotTrade trade)
    {
        if (Subscribed.Contains(Ticker))
            SendTicker("update", trade);
    }

    protected override void Greet(string channel)
    {
        if (channel == Ticker && Market.Latest is { } latest)
            SendTicker("snapshot", latest);
    }

    protected override void Acknowledge() => SendOn("subscriptions", Now, new
    {
        Subscriptions = Subscribed.ToDictionary(c => c, c => new[] { c == Heartbeats ? Heartbeats : SpotMarket.Product }),
    }, new("subscriptions", "subscriptions"));

    protected override void SendHeartbeat()
    {
        if (Subscribed.Contains(Heartbeats))
            SendOn(Heartbeats, Now, new { CurrentTime = WireTime.Iso(Now), HeartbeatCounter = _beats++ }, new(Heartbeats, "heartbeat"));
    }

    void SendTicker(string type, SpotTrade trade) => SendOn(Ticker, trade.Time, new
    {
        Type = type,
        Tickers = new[] { new { Type = "ticker", ProductId = SpotMarket.Product, trade.Price } },
    }, new("coinbase.ticker", type, IsSpot: true));

    void SendOn<TEvent>(string channel, DateTimeOffset time, TEvent content, FrameLabel label) => Send(new
    {
        Channel = channel,
        ClientId = "",
        Timestamp = time,
        SequenceNum = ++_sequence,
        Events = new[] { content },
    }, label);
}
