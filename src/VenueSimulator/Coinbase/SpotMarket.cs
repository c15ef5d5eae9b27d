namespace Kalshi.VenueSimulator;

/// <summary>A trade of the spot venue, as its feeds show it.</summary>
/// <param name="Sequence">Number of the product's message, rising by one.</param>
/// <param name="Price">Dollars as the venue wrote them.</param>
sealed record SpotTrade(long Sequence, DateTimeOffset Time, string Price, long TradeId);

/// <summary>Whoever is told of spot trades. Called under the market's gate: it must not block.</summary>
interface ISpotSink
{
    void Publish(SpotTrade trade);

    /// <summary>Lets a fault strike this reader.</summary>
    void Suffer(Fault fault);

    Task WaitForRoomAsync(CancellationToken cancellationToken);
}

/// <summary>The spot venue's only product.</summary>
sealed class SpotMarket(SessionClock session, FlowCounts counts)
{
    internal const string Product = "BTC-USD";

    /// <summary>A new client is given the last trade and joins the following ones in one step under this gate.</summary>
    internal Lock Gate { get; } = new();

    internal SessionClock Session => session;

    internal SinkList<ISpotSink> Subscribers { get; } = new((sink, cancellationToken) => sink.WaitForRoomAsync(cancellationToken));

    /// <summary>Under the gate; null before the first trade.</summary>
    internal SpotTrade? Latest { get; private set; }

    internal void Apply(SpotTraded trade)
    {
        lock (Gate)
        {
            Latest = new((Latest?.Sequence ?? 0) + 1, session.Stamp(trade.Stamp), trade.Price, trade.TradeId);
            foreach (var sink in Subscribers.Current)
                sink.Publish(Latest);
        }
        counts.Played(trade);
    }
}
