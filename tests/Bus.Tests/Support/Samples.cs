using Kalshi.Grains.Events;
using Kalshi.Trading;
using Kalshi.Trading.Risk;

namespace Kalshi.Bus.Tests;

/// <summary>One valid event of each type.</summary>
static class Samples
{
    internal const long Ts = 1_771_016_400;
    internal const string Source = "kalshi.ws";

    internal static readonly MarketTicker Ticker = MarketTicker.Parse("KXBTCD-26FEB1317-T66249.99", "ticker");

    internal static SpotTick Spot(long sequence = 42, string product = "BTC-USD") => new(
        product, Ts, SpotPrice.Parse("66123.45", "price"), SpotPrice.Parse("66123.40", "bid"), SpotPrice.Parse("66123.50", "ask"),
        0.10m, null, sequence, Ts * 1000 + 123);

    internal static QuoteUpdate Quote(string bid = "0.6100", string ask = "0.6300", string? id = null) => new(
        Ticker, Ts, Price.Parse(bid, "bid"), Price.Parse(ask, "ask"), Quantity.Parse("25.00", "size"), Quantity.Parse("1.50", "size"),
        null, Quantity.Parse("100", "volume"), null, id, Ts * 1000 + 7);

    internal static OrderBookSnapshot Snapshot(long sequence = 1) => new(
        Ticker, Ts, "ws-1", 3, sequence, [Level("0.0100", "5.00"), Level("0.6100", "25.00")], []);

    internal static OrderBookDelta Delta(long sequence = 2, long previous = 1) => new(
        Ticker, Ts, "ws-1", 3, sequence, previous, Side.No, Price.Parse("0.3800", "price"), Quantity.Parse("-3.25", "change"), null);

    internal static FeedGap Gap() => new(Ticker, Ts, "ws-1", 5, 7, "sequence 6 is missing");

    internal static MarketLifecycle Lifecycle() => new(Ticker, Ts, "active", Ts + 3600, Ts + 3900, null, null, Ts * 1000 - 877);

    internal static ContractUpdate Contract() => new(
        Ticker, Ts, 66249.99, null, "greater", Ts + 3600, Ts + 3900, null, null, null, "linear_cent", Ts * 1000 - 877);

    internal static EdgeSnapshot Edge() => new(
        Ticker, Ts, 0.61234, 0.61234, 0.0123, null, 0.55, 66123.0, Ts, Ts, Ts + 3600, 3600, 66249.99, 61, 63, 37, 39, 62, 38, 0, 1,
        "ewma", true, null, null, 120, 3600, 10, 3600, "v1", 63, null);

    internal static OpportunityDecision Decision() => new(
        Ticker, Ts, true, true, Side.Yes, null, 0.05, 0.04, 0.61, 0.6, 66123.45, 0.55, 60.0, Ts + 3600, 61, 63, 37, 39, 2, 0.01, 66249.99, "v1");

    internal static ExecutionOrder Order() => new(
        "paper:opportunity_decision:v1:0123456789abcdef01234567", Ticker, Ts, Side.Yes, "open", Quantity.Parse("1", "quantity"),
        Price.Parse("0.6300", "price"), "filled", null, "opportunity_decision:v1:0123456789abcdef01234567", true);

    internal static ExecutionFill Fill() => new(
        "paper:x:open", "paper:x", Ticker, Ts, Side.Yes, "open", Quantity.Parse("1", "quantity"), Price.Parse("0.6300", "price"),
        Money.Parse("0.0200", "fee"), null, "trade_signal", true);

    internal static OperatorAction Action() => new("act-1", "global", Ts, "halt", "an operator", "Prüfung \"jetzt\"");

    internal static ReconciliationFinding Finding() => new(
        "paper:1771016400:position:KXBTCD-26FEB1317-T66249.99", "paper", Ts, "position", Ticker.Value, "yes 1.00", "yes 2.00", false);

    internal static PnlSnapshot Pnl() => new(
        "paper", Ts, Money.Parse("-0.6500", "cash"), Money.Parse("0.0000", "realized"), Money.Parse("0.0300", "unrealized"),
        Money.Parse("0.0200", "fees"), Money.Parse("0.6300", "cost"), 1, 0);

    internal static RiskLimitsSet Limits() => RiskLimitsSet.Of("paper", Ts, 3, "ada", new RiskLimits());

    internal static EdgeTick Tick() => new("BTC-USD", Ts, 4711, [new(Ticker, 4700), new(MarketTicker.Parse("KXBTC15M-26FEB131700-00", "ticker"), 0)], 0.55, "1");

    internal static DecisionTick DecidedTick() => new("BTC-USD", Ts, Ts + 1, "paper", 3, 12);

    internal static TakeVerdict Verdict() => new(Ticker, Ts, Side.Yes, false, false, "series:KXBTCD", "trading_halted", "1");

    internal static SettingsInForce Settings() => new("start:1771016400000:42", "BTC-USD", Ts, "1.0.0+abc", [new("EV_MIN", "0.03"), new("UNIVERSE_STATUS", "")]);

    internal static IReadOnlyList<DomainEvent> All =>
        [Spot(), Quote(), Snapshot(), Delta(), Gap(), Lifecycle(), Contract(), Edge(), Decision(), Order(), Fill(), Action(), Finding(), Pnl(), Limits(), Tick(), DecidedTick(), Verdict(), Settings()];

    internal static EventEnvelope Envelope(DomainEvent payload) => EventFactory.Create(payload, Source);

    static PriceLevel Level(string price, string size) => new(Price.Parse(price, "price"), Quantity.Parse(size, "size"));
}
