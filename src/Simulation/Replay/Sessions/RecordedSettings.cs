using Kalshi.Grains.Events;
using Kalshi.Silo.Configuration;
using Kalshi.Simulation.Silo;
using Kalshi.Trading;
using Kalshi.Trading.Risk;

namespace Kalshi.Simulation.Replay.Sessions;

/// <summary>The settings that were in force, from the record.</summary>
static class RecordedSettings
{
    /// <exception cref="FormatException">There are none, they changed on the way, or they are of a kind that cannot be replayed.</exception>
    internal static StrategySettings Of(RecordedSession session)
    {
        if (session.Settings.Count == 0)
            throw new FormatException("settings_in_force: the record has none; it must begin before a start of the silo");
        var first = session.Settings[0];
        if (session.Settings.FirstOrDefault(s => !s.Settings.SequenceEqual(first.Settings)) is { } other)
            throw new FormatException($"settings_in_force: {other.StartId} has other settings than {first.StartId}; replay each start by itself");
        var knobs = new Knobs(new ConfigurationBuilder()
            .AddInMemoryCollection(first.Settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build());
        if (knobs.Text("PAPER_FILLS", "reference") is var fills and not "reference")
            throw new FormatException($"PAPER_FILLS: '{fills}' fills orders by what the record does not hold; only 'reference' can be replayed");
        var mode = ModeOf(knobs.Text("TRADING_MODE", "paper"));
        var limits = session.Limits.FirstOrDefault(l => l.Account == mode.Account);
        return new()
        {
            Edges = StrategyOptionsReader.Edges(knobs, knobs.List("KALSHI_SERIES", "")),
            Opportunities = StrategyOptionsReader.Opportunities(knobs) with { Mode = mode },
            Entries = StrategyOptionsReader.Entries(knobs),
            HotState = StrategyOptionsReader.HotState(knobs),
            Risk = new() { Defaults = limits is null ? new() : LimitsOf(limits) },
        };
    }

    internal static RiskLimits LimitsOf(RiskLimitsSet e) => new()
    {
        Order = new(e.OrderNotional, e.OrderContracts),
        Market = new(e.MarketNotional, e.MarketContracts),
        Series = new(e.SeriesNotional, e.SeriesContracts),
        Venue = new(e.VenueNotional, e.VenueContracts),
        Total = new(e.TotalNotional, e.TotalContracts),
        OpenPositions = (int)e.OpenPositions,
        OrdersPerMinute = (int)e.OrdersPerMinute,
        WorstCaseLoss = e.WorstCaseLoss,
        DailyLoss = e.DailyLoss,
        ConsecutiveFailures = (int)e.ConsecutiveFailures,
    };

    static TradingMode ModeOf(string name) => Enum.GetValues<TradingMode>().FirstOrDefault(m => m.Name == name, TradingMode.Live) switch
    {
        TradingMode.Live => throw new FormatException($"TRADING_MODE: '{name}' trades at a venue, whose answers the record does not hold"),
        var mode => mode,
    };
}
