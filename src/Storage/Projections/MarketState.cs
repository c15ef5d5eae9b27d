using Kalshi.Grains.Events;

namespace Kalshi.Storage;

/// <summary>What the venues said last.</summary>
static class MarketState
{
    internal static readonly Projection Spot = new Projection<SpotTick>(
        "state_spot_latest",
        ("product_id", e => e.ProductId),
        e => DomainTime.Ms(e.Ts, e.TsMs),
        Merge.Replace,
        Columns<SpotTick>.Whole("ts", e => e.Ts),
        Columns<SpotTick>.Spot("price", e => e.Price),
        Columns<SpotTick>.Spot("best_bid", e => e.BestBid),
        Columns<SpotTick>.Spot("best_ask", e => e.BestAsk),
        Columns<SpotTick>.Exact("bid_qty", e => e.BidQuantity),
        Columns<SpotTick>.Exact("ask_qty", e => e.AskQuantity),
        Columns<SpotTick>.Whole("sequence_num", e => e.SequenceNumber));

    internal static readonly Projection Quote = new Projection<QuoteUpdate>(
        "state_quote_latest",
        ("market_id", e => e.Market.Value),
        e => DomainTime.Ms(e.Ts, e.TsMs),
        Merge.Replace,
        Columns<QuoteUpdate>.Whole("ts", e => e.Ts),
        Columns<QuoteUpdate>.ContractPrice("yes_bid", e => e.YesBid),
        Columns<QuoteUpdate>.ContractPrice("yes_ask", e => e.YesAsk),
        Columns<QuoteUpdate>.Contracts("yes_bid_size", e => e.YesBidSize),
        Columns<QuoteUpdate>.Contracts("yes_ask_size", e => e.YesAskSize),
        Columns<QuoteUpdate>.ContractPrice("last_price", e => e.LastPrice),
        Columns<QuoteUpdate>.Contracts("volume", e => e.Volume),
        Columns<QuoteUpdate>.Contracts("open_interest", e => e.OpenInterest));

    internal static readonly Projection Market = new Projection<MarketLifecycle>(
        "state_market_latest",
        ("market_id", e => e.Market.Value),
        e => DomainTime.Ms(e.Ts, null),
        Merge.Replace,
        Columns<MarketLifecycle>.Whole("ts", e => e.Ts),
        Columns<MarketLifecycle>.Text("status", e => e.Status),
        Columns<MarketLifecycle>.Whole("close_ts", e => e.CloseTs),
        Columns<MarketLifecycle>.Whole("expected_expiration_ts", e => e.ExpectedExpirationTs),
        Columns<MarketLifecycle>.Whole("expiration_ts", e => e.ExpirationTs),
        Columns<MarketLifecycle>.Whole("settlement_ts", e => e.SettlementTs));

    internal static readonly Projection Contract = new Projection<ContractUpdate>(
        "state_contract_latest",
        ("ticker", e => e.Market.Value),
        e => DomainTime.Ms(e.Ts, null),
        Merge.Fill,
        Columns<ContractUpdate>.Whole("ts", e => e.Ts),
        Columns<ContractUpdate>.Real("lower", e => e.Lower),
        Columns<ContractUpdate>.Real("upper", e => e.Upper),
        Columns<ContractUpdate>.Text("strike_type", e => e.StrikeType),
        Columns<ContractUpdate>.Whole("close_ts", e => e.CloseTs),
        Columns<ContractUpdate>.Whole("expected_expiration_ts", e => e.ExpectedExpirationTs),
        Columns<ContractUpdate>.Whole("expiration_ts", e => e.ExpirationTs),
        Columns<ContractUpdate>.Whole("settled_ts", e => e.SettledTs),
        Columns<ContractUpdate>.Small("outcome", e => e.Outcome),
        Columns<ContractUpdate>.Text("price_level_structure", e => e.PriceLevelStructure));
}
