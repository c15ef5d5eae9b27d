using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>Places and cancels orders over the venue's V2 endpoints, and asks for what the venue holds of ours.</summary>
/// <remarks>Writes go out once and never again by themselves, and end in an outcome, not in an exception. Reads behave as those of
/// <see cref="KalshiRest"/> and throw <see cref="KalshiRestException"/>.</remarks>
public sealed partial class KalshiOrders : IDisposable
{
    /// <summary>Orders that one batch may cancel.</summary>
    public const int BatchMax = 20;

    const int QuotedMax = 500;
    const string V2 = "portfolio/events/orders";

    readonly KalshiHttp _http;
    readonly KalshiAnswers _answers;
    readonly WriteBudget _budget;
    readonly KalshiRestOptions _options;

    /// <param name="http">As for <see cref="KalshiRest"/>.</param>
    public KalshiOrders(
        KalshiEndpoints endpoints, KalshiCredentials credentials, HttpClient http, KalshiRestOptions options, WriteBudgetOptions budget,
        TimeProvider clock, Random random)
    {
        _options = options;
        _http = new(endpoints, new(credentials, clock), http, options, clock, random);
        _answers = new(_http, options);
        _budget = new(budget, clock);
    }

    /// <summary>Ends our own waiting; the client that was handed in stays its owner's.</summary>
    public void Dispose() => _http.Dispose();

    /// <summary>Places an order. The intent must be durable before this is called.</summary>
    public async Task<OrderOutcome> CreateAsync(OrderRequest order, CancellationToken cancel)
    {
        if (order.Fault() is { } fault)
            return new OrderDenied(fault);
        if (cancel.IsCancellationRequested)
            return new OrderDenied("given up before it was sent");
        if (!_budget.TryCreate())
            return new OrderDenied("write budget: what is left is kept for cancels");
        var (status, body, failure) = await _http.SendOnceAsync(HttpMethod.Post, V2, Body(order), cancel);
        return status switch
        {
            null => new OrderUnknown(failure!),
            HttpStatusCode.OK or HttpStatusCode.Created => Accepted(body),
            // The id was used before: an earlier send of the same intent may have become an order.
            HttpStatusCode.Conflict => new OrderUnknown($"HTTP 409: {Quote(body)}"),
            >= HttpStatusCode.InternalServerError => new OrderUnknown($"HTTP {(int)status}: {Quote(body)}"),
            >= HttpStatusCode.BadRequest => new OrderRejected(status.Value, Quote(body)),
            _ => new OrderUnknown($"HTTP {(int)status}: {Quote(body)}"),
        };
    }

    public async Task<CancelOutcome> CancelAsync(string orderId, CancellationToken cancel)
    {
        if (!_budget.TryCancel(1))
            return new CancelUnknown(orderId, "not sent: write budget");
        var (status, body, failure) = await _http.SendOnceAsync(HttpMethod.Delete, $"{V2}/{Uri.EscapeDataString(orderId)}", null, cancel);
        return status switch
        {
            null => new CancelUnknown(orderId, failure!),
            HttpStatusCode.OK => Cancelled(orderId, body),
            HttpStatusCode.NotFound => new NothingToCancel(orderId, Quote(body)),
            >= HttpStatusCode.InternalServerError => new CancelUnknown(orderId, $"HTTP {(int)status}: {Quote(body)}"),
            >= HttpStatusCode.BadRequest => new CancelRejected(orderId, status.Value, Quote(body)),
            _ => new CancelUnknown(orderId, $"HTTP {(int)status}: {Quote(body)}"),
        };
    }

    /// <summary>Cancels up to <see cref="BatchMax"/> orders by one call.</summary>
    /// <returns>One outcome an order, in the order asked; an order that the answer leaves out is unknown.</returns>
    public async Task<IReadOnlyList<CancelOutcome>> CancelAsync(IReadOnlyList<string> orderIds, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orderIds.Count, BatchMax, nameof(orderIds));
        if (!_budget.TryCancel(orderIds.Count))
            return [.. orderIds.Select(id => new CancelUnknown(id, "not sent: write budget"))];
        var request = JsonSerializer.SerializeToUtf8Bytes(new CancelBatchBody([.. orderIds.Select(id => new CancelBatchItem(id))]), OrderJson.Default.CancelBatchBody);
        var (status, body, failure) = await _http.SendOnceAsync(HttpMethod.Delete, $"{V2}/batched", request, cancel);
        if (status != HttpStatusCode.OK)
            return [.. orderIds.Select(id => new CancelUnknown(id, failure ?? $"HTTP {(int)status!}: {Quote(body)}"))];
        try
        {
            var answered = _answers.Parse("batched", body, OrderJson.Default.CancelBatchAnswer).Orders.ToLookup(item => item.OrderId);
            return [.. orderIds.Select(id => Cancelled(id, answered[id].FirstOrDefault()))];
        }
        catch (KalshiRestException e)
        {
            return [.. orderIds.Select(id => new CancelUnknown(id, e.Message))];
        }
    }

    /// <returns>null when the venue does not know the id.</returns>
    public async Task<VenueOrder?> OrderAsync(string orderId, CancellationToken cancel)
    {
        var path = $"portfolio/orders/{Uri.EscapeDataString(orderId)}";
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
    public Task<Listing<VenueOrder>> OrdersAsync(MarketTicker? ticker, string? status, long? minTs, CancellationToken cancel) => _answers.ListAsync(
        $"portfolio/orders?limit={_options.PageSize}{Parameter("ticker", ticker?.Value)}{Parameter("status", status)}{Parameter("min_ts", minTs)}",
        OrderJson.Default.OrdersAnswer, page => (page.Orders, page.Cursor), OrderJson.Default.OrderAnswer, order => order.ToOrder(), int.MaxValue, cancel, signed: true);

    /// <param name="minTs">Unix seconds.</param>
    public Task<Listing<VenueFill>> FillsAsync(MarketTicker? ticker, long? minTs, CancellationToken cancel) => _answers.ListAsync(
        $"portfolio/fills?limit={_options.PageSize}{Parameter("ticker", ticker?.Value)}{Parameter("min_ts", minTs)}",
        OrderJson.Default.FillsAnswer, page => (page.Fills, page.Cursor), OrderJson.Default.FillAnswer, fill => fill.ToFill(), int.MaxValue, cancel, signed: true);

    /// <summary>Markets with a position. For a reconciliation take the union with our own: a market missing here is flat only if the
    /// listing is complete and has nothing rejected.</summary>
    public Task<Listing<VenuePosition>> PositionsAsync(CancellationToken cancel) => _answers.ListAsync(
        $"portfolio/positions?limit={_options.PageSize}&count_filter=position",
        OrderJson.Default.PositionsAnswer, page => (page.MarketPositions, page.Cursor ?? ""), OrderJson.Default.PositionAnswer, position => position.ToPosition(),
        int.MaxValue, cancel, signed: true);

    public async Task<VenueBalance> BalanceAsync(CancellationToken cancel)
    {
        var balance = await _answers.GetAsync("portfolio/balance", OrderJson.Default.BalanceAnswer, cancel, signed: true);
        return new(balance.Balance, balance.PortfolioValue, balance.UpdatedTs);
    }

    /// <summary>Makes a group whose orders are all cancelled by the venue once <paramref name="contracts"/> were filled within 15 s.</summary>
    /// <exception cref="KalshiRestException">No group, or it is not known whether there is one: an empty group does no harm.</exception>
    public async Task<string> CreateOrderGroupAsync(Quantity contracts, CancellationToken cancel)
    {
        const string Path = "portfolio/order_groups/create";
        if (!_budget.TryCreate())
            throw new KalshiRestException(RestFault.RateLimited, null, "write budget: what is left is kept for cancels");
        var request = JsonSerializer.SerializeToUtf8Bytes(new OrderGroupBody(contracts.ToString()), OrderJson.Default.OrderGroupBody);
        var (status, body, failure) = await _http.SendOnceAsync(HttpMethod.Post, Path, request, cancel);
        if (status is HttpStatusCode.OK or HttpStatusCode.Created)
            return _answers.Parse(Path, body, OrderJson.Default.OrderGroupAnswer).OrderGroupId;
        throw new KalshiRestException(RestFault.HttpError, status, failure ?? $"HTTP {(int)status!}: {Quote(body)}");
    }

    /// <summary>Cancels every order of the group and keeps new ones out: the venue-side half of a kill switch.</summary>
    /// <returns>null when the venue did it, else why that is not known.</returns>
    public async Task<string?> TriggerOrderGroupAsync(string groupId, CancellationToken cancel)
    {
        if (!_budget.TryCancel(1))
            return "not sent: write budget";
        var (status, body, failure) = await _http.SendOnceAsync(HttpMethod.Put, $"portfolio/order_groups/{Uri.EscapeDataString(groupId)}/trigger", "{}"u8.ToArray(), cancel);
        return status == HttpStatusCode.OK ? null : failure ?? $"HTTP {(int)status!}: {Quote(body)}";
    }

    static byte[] Body(OrderRequest order)
    {
        var book = BookOrder.From(order.Side, order.Action, order.Price);
        return JsonSerializer.SerializeToUtf8Bytes(
            new CreateOrderBody(
                order.Ticker.Value, order.ClientOrderId, book.IsBid ? "bid" : "ask", order.Count.ToString(), book.YesPrice.ToString(),
                order.TimeInForce switch
                {
                    TimeInForce.ImmediateOrCancel => "immediate_or_cancel",
                    TimeInForce.FillOrKill => "fill_or_kill",
                    _ => "good_till_canceled",
                },
                "taker_at_cross", order.PostOnly ? true : null, order.ReduceOnly ? true : null, order.OrderGroupId, order.ExpirationTs),
            OrderJson.Default.CreateOrderBody);
    }

    // A refusal may come with a status of success: only an order id is an order.
    OrderOutcome Accepted(ReadOnlyMemory<byte> body)
    {
        try
        {
            var answer = _answers.Parse(V2, body, OrderJson.Default.CreateOrderAnswer);
            return answer.OrderId.Length == 0 ? new OrderUnknown($"success without an order id: {Quote(body)}")
                : new OrderAccepted(answer.OrderId, answer.FillCount, answer.RemainingCount,
                    Optional(answer.AverageFillPrice, "average_fill_price"), Optional(answer.AverageFeePaid, "average_fee_paid"), answer.TsMs);
        }
        catch (Exception e) when (e is KalshiRestException or JsonException)
        {
            return new OrderUnknown($"success that cannot be read ({e.Message}): {Quote(body)}");
        }
    }

    CancelOutcome Cancelled(string orderId, ReadOnlyMemory<byte> body)
    {
        try
        {
            var answer = _answers.Parse(V2, body, OrderJson.Default.CancelOrderAnswer);
            return answer.OrderId == orderId ? new OrderCancelled(orderId, answer.ReducedBy) : new CancelUnknown(orderId, $"the answer is about order {answer.OrderId}");
        }
        catch (KalshiRestException e)
        {
            return new CancelUnknown(orderId, e.Message);
        }
    }

    static CancelOutcome Cancelled(string orderId, CancelledItem? item) => item switch
    {
        null => new CancelUnknown(orderId, "the answer leaves it out"),
        { Error: { ValueKind: not JsonValueKind.Null } error } => new NothingToCancel(orderId, error.ToString()),
        { ReducedBy: { } reduced } => new OrderCancelled(orderId, reduced),
        _ => new CancelUnknown(orderId, "the answer says neither how much nor why not"),
    };

    static decimal? Optional(string? text, string field) => string.IsNullOrEmpty(text) ? null : Dollars.Parse(text, field);

    static string Parameter<T>(string name, T? value) =>
        value is null ? "" : $"&{name}={Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!)}";

    static string Quote(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, QuotedMax)]);
}
