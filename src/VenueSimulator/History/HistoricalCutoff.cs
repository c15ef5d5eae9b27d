namespace Kalshi.VenueSimulator;

/// <summary>Where the live data set ends: what is older is only served below /historical.</summary>
/// <param name="session">Venue time.</param>
/// <param name="age">From the settlement of a market, a fill or the end of an order to its archive.</param>
sealed class HistoricalCutoff(SessionClock session, TimeSpan age)
{
    /// <summary>Whole seconds, as the API tells it.</summary>
    internal DateTimeOffset Time => SessionFlows.WholeSecond(session.Now - age);

    internal bool Archives(Market market) => market.Settled is { } settled && session.At(settled) < Time;

    internal bool Archives(PublicTrade trade) => trade.Stamp < Time;

    internal bool Archives(Fill fill) => fill.Time < Time;

    internal bool Archives(Order order) => order.Status != OrderStatus.Resting && order.Updated < Time;
}
