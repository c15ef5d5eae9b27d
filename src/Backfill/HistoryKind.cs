using Kalshi.Venues;

namespace Kalshi.Backfill;

/// <summary>What is fetched of a market. The names of its spans are those of the table history.span.</summary>
public readonly record struct HistoryKind
{
    HistoryKind(string name, CandlestickPeriod? period) => (Name, Period) = (name, period);

    public static HistoryKind Trades { get; } = new("trades", null);

    /// <summary>null for trades.</summary>
    public CandlestickPeriod? Period { get; }

    public string Name { get; }

    public static HistoryKind Candlesticks(CandlestickPeriod period) => new($"candlesticks_{(int)period}", period);

    public override string ToString() => Name;
}
