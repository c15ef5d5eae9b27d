namespace Kalshi.VenueSimulator;

/// <summary>A template of recurring events.</summary>
sealed record Series(string Ticker, string Title, string Frequency)
{
    internal const string FifteenMinutes = "KXBTC15M";
    internal const string HourlyLadder = "KXBTCD";

    internal static readonly IReadOnlyList<Series> All =
    [
        new(FifteenMinutes, "Bitcoin price up or down in 15 minutes", "fifteen_min"),
        new(HourlyLadder, "Bitcoin price above/below", "hourly"),
    ];

    internal static Series? Find(string ticker) => All.FirstOrDefault(s => s.Ticker == ticker);
}
