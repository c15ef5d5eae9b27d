namespace Kalshi.VenueSimulator;

/// <summary>Candlesticks as the REST API writes them: fields with their unit in the name, and without it for archived
/// markets.</summary>
static class CandlestickResource
{
    internal static object Live(Candle c) => new
    {
        EndPeriodTs = c.End,
        YesBid = Live(c.YesBid),
        YesAsk = Live(c.YesAsk),
        Price = new
        {
            OpenDollars = c.Price?.Open,
            LowDollars = c.Price?.Low,
            HighDollars = c.Price?.High,
            CloseDollars = c.Price?.Close,
            MeanDollars = c.Mean,
            PreviousDollars = c.Previous,
        },
        VolumeFp = c.Volume,
        OpenInterestFp = c.OpenInterest,
    };

    /// <summary>Here a price that is not known is null, not absent.</summary>
    internal static object Archived(Candle c) => new
    {
        EndPeriodTs = c.End,
        YesBid = Archived(c.YesBid),
        YesAsk = Archived(c.YesAsk),
        Price = new Dictionary<string, Dollars?>
        {
            ["open"] = c.Price?.Open,
            ["low"] = c.Price?.Low,
            ["high"] = c.Price?.High,
            ["close"] = c.Price?.Close,
            ["mean"] = c.Mean,
            ["previous"] = c.Previous,
        },
        c.Volume,
        c.OpenInterest,
    };

    static object Live(PriceSpan s) => new { OpenDollars = s.Open, LowDollars = s.Low, HighDollars = s.High, CloseDollars = s.Close };

    static object Archived(PriceSpan s) => new { s.Open, s.Low, s.High, s.Close };
}
