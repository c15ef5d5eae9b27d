using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Storage.Tests;

/// <summary>Events with the fields that a test cares about; the rest is plausible.</summary>
static class Samples
{
    /// <summary>2026-02-13 12:00:00 UTC.</summary>
    internal const long Noon = 1770984000;

    internal static EventEnvelope Envelope(DomainEvent payload, string key) => new(1, payload.Timestamp, "test", key, payload);

    internal static SpotTick Spot(long ts, string price = "66123.45", long? tsMs = null, string product = "BTC-USD") =>
        new(product, ts, SpotPrice.Parse(price, "price"), SpotPrice.Parse("66123.44", "bid"), SpotPrice.Parse("66123.46", "ask"), 0.125m, 2m, 7, tsMs);

    internal static QuoteUpdate Quote(string market, long ts, string yesBid = "0.4300", long? tsMs = null) => new(
        Ticker(market), ts, Price.Parse(yesBid, "bid"), Price.Parse("0.4500", "ask"), Quantity.Parse("10.00", "size"),
        Quantity.Parse("12.50", "size"), null, Quantity.Parse("1000", "volume"), null, null, tsMs);

    internal static MarketLifecycle Market(string market, long ts, string status) =>
        new(Ticker(market), ts, status, ts + 3600, ts + 3600, ts + 7200, null);

    internal static ContractUpdate Contract(string market, long ts, double? lower = null, double? upper = null, int? outcome = null) =>
        new(Ticker(market), ts, lower, upper, lower is null ? null : "greater", null, null, null, null, outcome, null);

    internal static EdgeSnapshot Edge(string market, long ts, double probability = 0.5, double? evTakeYes = 0.02) => new(
        Ticker(market), ts, probability, probability, evTakeYes, null, 0.55, 66123.45, ts - 1, ts - 2, ts + 900, 900, 66250, 43, 45, 55, 57,
        44, 56, 1, 2, "history", true, null, null, 120, 3600, 30, 600, "v1", 0.45, 0.57);

    internal static OpportunityDecision Decision(string market, long ts, bool wouldTrade = false, string? reason = "ev_below_threshold") => new(
        Ticker(market), ts, wouldTrade, wouldTrade, Side.Yes, reason, 0.02, 0.01, 0.5, 0.44, 66123.45, 0.55, 15, ts + 900, 43, 45, 55, 57, 2,
        0.01, 66250, "v1");

    internal static ExecutionOrder Order(string id, long ts, string status, string market = "KXBTC-A") => new(
        id, Ticker(market), ts, Side.Yes, "open", Quantity.Parse("1.00", "quantity"), Price.Parse("0.4500", "price"), status, null, "decision", true);

    internal static ExecutionFill Fill(string id, long ts, string order = "o-1", string market = "KXBTC-A") => new(
        id, order, Ticker(market), ts, Side.No, "open", Quantity.Parse("1.00", "quantity"), Price.Parse("0.5700", "price"),
        Money.Parse("0.0172", "fee"), null, null, true);

    internal static OperatorAction Operator(string id, long ts, string action, string scope = "global") =>
        new(id, scope, ts, action, "operator", "a drill");

    static MarketTicker Ticker(string text) => MarketTicker.Parse(text, "market");
}
