namespace Kalshi.Venues;

/// <summary>Length of a candlestick; the value is its minutes, as the venue counts them.</summary>
public enum CandlestickPeriod
{
    Minute = 1,
    Hour = 60,
    Day = 1440,
}
