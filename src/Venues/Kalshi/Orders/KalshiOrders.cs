using System.Net;
using System.Text.Json;

namespace Kalshi.Venues;

/// <summary>Places, changes and cancels orders over the venue's V2 endpoints, and asks for what the venue holds of ours.</summary>
/// <remarks>Writes go out once and never again by themselves, and end in an outcome, not in an exception. Reads behave as those of
/// <see cref="KalshiRest"/> and throw <see cref="KalshiRestException"/>.</remarks>
public sealed partial class KalshiOrders : IDisposable
{
    /// <summary>Orders that one batch may hold: the Basic tier's write budget at the price of placing one.</summary>
    public const int BatchMax = 20;

    const string V2 = "portfolio/events/orders";
    const string Batch = V2 + "/batched";

    readonly RestLine? _ownLine;
    readonly KalshiHttp _http;
    readonly KalshiAnswers _answers;
    readonly KalshiRestOptions _options;

    /// <param name="http">As for <see cref="KalshiRest"/>.</param>
    /// <param name="line">Shared with everything that uses the same key.</param>
    public KalshiOrders(
        KalshiEndpoints endpoints, KalshiCredentials credentials, HttpClient http, KalshiRestOptions options, RestLine line,
        TimeProvider clock, Random random)
    {
        _options = options;
        _http = new(endpoints, new(credentials, clock), http, options, line, clock, random);
        _answers = new(_http, options);
    }

    /// <summary>On a line of its own.</summary>
    /// <inheritdoc cref="KalshiOrders(KalshiEndpoints, KalshiCredentials, HttpClient, KalshiRestOptions, RestLine, TimeProvider, Random)"/>
    public KalshiOrders(
        KalshiEndpoints endpoints, KalshiCredentials credentials, HttpClient http, KalshiRestOptions options, WriteBudgetOptions budget,
        TimeProvider clock, Random random)
        : this(endpoints, credentials, http, options, new RestLine(new() { Write = budget }, clock), clock, random) => _ownLine = _http.Line;

    public RestLine Line => _http.Line;

    /// <summary>Fields seen so far that the specification does not name.</summary>
    public long UnknownFields => _answers.UnknownFields;

    /// <summary>Ends our own waiting; the client and the line that were handed in stay their owner's.</summary>
    public void Dispose() => _ownLine?.Dispose();

    /// <summary>Places an order. The intent must be durable before this is called.</summary>
    public async Task<OrderOutcome> CreateAsync(OrderRequest order, CancellationToken cancel)
    {
        if (order.Fault() is { } fault)
            return new OrderDenied(fault);
        var body = JsonSerializer.SerializeToUtf8Bytes(CreateOrderBody.Of(order), OrderJson.Default.CreateOrderBody);
        var answer = await _http.SendOnceAsync(HttpMethod.Post, V2, body, cancel);
        return !answer.Sent ? new OrderDenied(answer.Failure!)
            : answer.IsSuccess ? Accepted(answer)
            // The id was used before: an earlier send of the same intent may have become an order.
            : answer.Status == HttpStatusCode.Conflict || !answer.IsRefusal ? new OrderUnknown(answer.Cause)
            : new OrderRejected(answer.Status!.Value, answer.Text);
    }

    /// <summary>Places up to <see cref="BatchMax"/> orders by one call, each of them billed.</summary>
    /// <returns>One outcome an order, in the order asked; an order that the answer leaves out is unknown. When one of them is denied
    /// for a fault of its own, none is sent.</returns>
    public async Task<IReadOnlyList<OrderOutcome>> CreateAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orders.Count, BatchMax, nameof(orders));
        var faults = orders.Select(order => order.Fault()).ToList();
        if (faults.Any(fault => fault is not null) || orders.DistinctBy(order => order.ClientOrderId).Count() < orders.Count)
            return [.. faults.Select(fault => new OrderDenied(fault ?? "another order of the batch has a fault, or the same client order id"))];
        if (orders.Count == 0)
            return [];
        var body = JsonSerializer.SerializeToUtf8Bytes(new CreateBatchBody([.. orders.Select(CreateOrderBody.Of)]), OrderJson.Default.CreateBatchBody);
        var answer = await _http.SendOnceAsync(HttpMethod.Post, Batch, body, cancel, orders.Count);
        if (!answer.Sent)
            return [.. orders.Select(_ => new OrderDenied(answer.Failure!))];
        if (!answer.IsSuccess)
            return [.. orders.Select<OrderRequest, OrderOutcome>(_ => answer.IsRefusal && answer.Status != HttpStatusCode.Conflict
                ? new OrderRejected(answer.Status!.Value, answer.Text) : new OrderUnknown(answer.Cause))];
        try
        {
            var answered = _answers.Parse(Batch, answer.Body, OrderJson.Default.CreateBatchAnswer).Orders.ToLookup(item => item.ClientOrderId);
            return [.. orders.Select(order => answered[order.ClientOrderId].FirstOrDefault() is { } item
                ? item.ToOutcome(answer.Status!.Value) : new OrderUnknown("the answer leaves it out"))];
        }
        catch (Exception e) when (e is KalshiRestException or JsonException)
        {
            return [.. orders.Select(_ => new OrderUnknown($"success that cannot be read ({e.Message}): {answer.Text}"))];
        }
    }

    // A refusal may come with a status of success: only an order id is an order.
    OrderOutcome Accepted(WriteAnswer answer)
    {
        try
        {
            var order = _answers.Parse(V2, answer.Body, OrderJson.Default.CreateOrderAnswer);
            return order.OrderId.Length == 0 ? new OrderUnknown($"success without an order id: {answer.Text}") : order.ToOutcome();
        }
        catch (Exception e) when (e is KalshiRestException or JsonException)
        {
            return new OrderUnknown($"success that cannot be read ({e.Message}): {answer.Text}");
        }
    }

    static string OrderPath(string orderId, string? action = null) =>
        $"{V2}/{Query.Segment(orderId)}{(action is null ? "" : "/" + action)}";
}
