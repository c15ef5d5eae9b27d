using System.Net;
using Kalshi.Trading;

namespace Kalshi.Venues;

// What the venue holds of ours.
public sealed partial class KalshiOrders
{
    /// <returns>null when the venue does not know the id.</returns>
    public async Task<VenueOrder?> OrderAsync(string orderId, CancellationToken cancel)
    {
        var path = $"portfolio/orders/{Query.Segment(orderId)}";
        try
        {
            var envelope = await _answers.GetAsync(path, OrderJson.Default.OrderEnvelope, cancel, signed: true);
            return _answers.Item(path, envelope.Order, OrderJson.Default.OrderAnswer, order => order.ToOrder());
        }
        catch (KalshiRestException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Orders of a market. To learn what became of an <see cref="OrderUnknown"/>, look for its client order id among those
    /// created since just before it was sent; it never existed only if the listing is complete and has nothing rejected.</summary>
    /// <param name="status">resting, canceled or executed; null for all.</param>
    /// <param name="minTs">Created since, Unix seconds.</param>
    public Task<Listing<VenueOrder>> OrdersAsync(MarketTicker? ticker, string? status, long? minTs, CancellationToken cancel) => OrdersAsync(
        Query.Of("portfolio/orders", ("limit", _options.PageSize), ("ticker", ticker?.Value), ("status", status), ("min_ts", minTs)), cancel);

    /// <summary>Orders that ended before <see cref="HistoricalCutoff.OrdersUpdatedTs"/>.</summary>
    /// <param name="maxTs">Created until, Unix seconds.</param>
    public Task<Listing<VenueOrder>> HistoricalOrdersAsync(MarketTicker? ticker, long? maxTs, CancellationToken cancel) => OrdersAsync(
        Query.Of("historical/orders", ("limit", _options.PageSize), ("ticker", ticker?.Value), ("max_ts", maxTs)), cancel);

    Task<Listing<VenueOrder>> OrdersAsync(string query, CancellationToken cancel) => _answers.ListAsync(
        query, OrderJson.Default.OrdersAnswer, page => (page.Orders, page.Cursor), OrderJson.Default.OrderAnswer, order => order.ToOrder(),
        int.MaxValue, cancel, signed: true);

    /// <param name="minTs">Unix seconds.</param>
    public Task<Listing<VenueFill>> FillsAsync(MarketTicker? ticker, long? minTs, CancellationToken cancel) => FillsAsync(ticker, null, minTs, cancel);

    /// <param name="orderId">Only fills of this order; null for all.</param>
    /// <param name="minTs">Unix seconds.</param>
    public Task<Listing<VenueFill>> FillsAsync(MarketTicker? ticker, string? orderId, long? minTs, CancellationToken cancel) => FillsAsync(
        Query.Of("portfolio/fills", ("limit", _options.PageSize), ("ticker", ticker?.Value), ("order_id", orderId), ("min_ts", minTs)), cancel);

    /// <summary>Fills from before <see cref="HistoricalCutoff.TradesCreatedTs"/>.</summary>
    /// <param name="maxTs">Unix seconds.</param>
    public Task<Listing<VenueFill>> HistoricalFillsAsync(MarketTicker? ticker, long? maxTs, CancellationToken cancel) => FillsAsync(
        Query.Of("historical/fills", ("limit", _options.PageSize), ("ticker", ticker?.Value), ("max_ts", maxTs)), cancel);

    Task<Listing<VenueFill>> FillsAsync(string query, CancellationToken cancel) => _answers.ListAsync(
        query, OrderJson.Default.FillsAnswer, page => (page.Fills, page.Cursor), OrderJson.Default.FillAnswer, fill => fill.ToFill(),
        int.MaxValue, cancel, signed: true);

    /// <summary>Markets with a position. For a reconciliation take the union with our own: a market missing here is flat only if the
    /// listing is complete and has nothing rejected.</summary>
    public Task<Listing<VenuePosition>> PositionsAsync(CancellationToken cancel) => _answers.ListAsync(
        Query.Of("portfolio/positions", ("limit", _options.PageSize), ("count_filter", "position")),
        OrderJson.Default.PositionsAnswer, page => (page.MarketPositions, page.Cursor ?? ""), OrderJson.Default.PositionAnswer, position => position.ToPosition(),
        int.MaxValue, cancel, signed: true);

    /// <summary>Markets that were settled while we held contracts of them.</summary>
    /// <param name="minTs">Settled since, Unix seconds.</param>
    /// <param name="maxTs">Settled until, Unix seconds.</param>
    public Task<Listing<VenueSettlement>> SettlementsAsync(MarketTicker? ticker, long? minTs, long? maxTs, CancellationToken cancel) => _answers.ListAsync(
        Query.Of("portfolio/settlements", ("limit", _options.PageSize), ("ticker", ticker?.Value), ("min_ts", minTs), ("max_ts", maxTs)),
        OrderJson.Default.SettlementsAnswer, page => (page.Settlements, page.Cursor ?? ""), OrderJson.Default.SettlementAnswer, settlement => settlement.ToSettlement(),
        int.MaxValue, cancel, signed: true);

    public async Task<VenueBalance> BalanceAsync(CancellationToken cancel)
    {
        var balance = await _answers.GetAsync("portfolio/balance", OrderJson.Default.BalanceAnswer, cancel, signed: true);
        return new(balance.Balance, balance.PortfolioValue, balance.UpdatedTs);
    }

    /// <returns>What all resting orders would cost, cents; the venue still gives this one in cents.</returns>
    public async Task<long> RestingOrderValueCentsAsync(CancellationToken cancel) =>
        (await _answers.GetAsync("portfolio/summary/total_resting_order_value", OrderJson.Default.RestingValueAnswer, cancel, signed: true)).TotalRestingOrderValue;

    /// <summary>How many contracts stand before a resting order in its queue.</summary>
    /// <returns>null when no such order rests.</returns>
    public async Task<Quantity?> QueuePositionAsync(string orderId, CancellationToken cancel)
    {
        try
        {
            var path = $"portfolio/orders/{Query.Segment(orderId)}/queue_position";
            return (await _answers.GetAsync(path, OrderJson.Default.QueuePositionAnswer, cancel, signed: true)).QueuePositionFp;
        }
        catch (KalshiRestException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>As <see cref="QueuePositionAsync"/>, for all resting orders of some markets.</summary>
    /// <returns>Always complete: the venue gives them in one answer.</returns>
    public async Task<Listing<QueuePosition>> QueuePositionsAsync(IReadOnlyCollection<MarketTicker> tickers, CancellationToken cancel)
    {
        var path = Query.Of("portfolio/orders/queue_positions", ("market_tickers", string.Join(',', tickers)));
        var answer = await _answers.GetAsync(path, OrderJson.Default.QueuePositionsAnswer, cancel, signed: true);
        var (items, rejected) = _answers.Items(
            answer.QueuePositions ?? [], OrderJson.Default.QueuePositionOfOrder, item => new QueuePosition(item.OrderId, item.MarketTicker, item.QueuePositionFp));
        return new(items, rejected, IsComplete: true);
    }
}
