using System.Net;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

// What becomes of orders that rest: amended, decreased, cancelled.
public sealed partial class KalshiOrders
{
    /// <summary>Moves a resting order to another price or size. Only an amendment that makes it smaller keeps its place in the queue.</summary>
    /// <param name="order">The order as it shall be: <see cref="OrderRequest.Count"/> is what was filled already and what shall rest
    /// together; <see cref="OrderRequest.ClientOrderId"/> is the order's own.</param>
    /// <param name="newClientOrderId">null keeps the client order id.</param>
    public async Task<ChangeOutcome> AmendAsync(string orderId, OrderRequest order, string? newClientOrderId, CancellationToken cancel)
    {
        if ((order.Fault() ?? (newClientOrderId is null ? null : (order with { ClientOrderId = newClientOrderId }).Fault())) is { } fault)
            return new ChangeDenied(orderId, fault);
        var body = JsonSerializer.SerializeToUtf8Bytes(AmendOrderBody.Of(order, newClientOrderId), OrderJson.Default.AmendOrderBody);
        var answer = await _http.SendOnceAsync(HttpMethod.Post, OrderPath(orderId, "amend"), body, cancel);
        return Changed(orderId, answer, OrderJson.Default.AmendOrderAnswer, amended => (amended.OrderId, amended.ToOutcome()));
    }

    /// <summary>Leaves less of a resting order; it keeps its place in the queue.</summary>
    /// <param name="remaining">What shall rest afterwards; zero cancels.</param>
    public async Task<ChangeOutcome> DecreaseAsync(string orderId, Quantity remaining, CancellationToken cancel)
    {
        if (remaining.Steps < 0)
            return new ChangeDenied(orderId, $"remaining: {remaining} is negative");
        var body = JsonSerializer.SerializeToUtf8Bytes(new DecreaseOrderBody(remaining.ToString()), OrderJson.Default.DecreaseOrderBody);
        var answer = await _http.SendOnceAsync(HttpMethod.Post, OrderPath(orderId, "decrease"), body, cancel);
        return Changed(orderId, answer, OrderJson.Default.DecreaseOrderAnswer, decreased => (decreased.OrderId, decreased.ToOutcome()));
    }

    public async Task<CancelOutcome> CancelAsync(string orderId, CancellationToken cancel)
    {
        var answer = await _http.SendOnceAsync(HttpMethod.Delete, OrderPath(orderId), null, cancel, wayOut: true);
        if (answer.Status == HttpStatusCode.NotFound)
            return new NothingToCancel(orderId, answer.Text);
        if (answer.IsRefusal)
            return new CancelRejected(orderId, answer.Status!.Value, answer.Text);
        if (answer.Status != HttpStatusCode.OK)
            return new CancelUnknown(orderId, answer.Cause);
        try
        {
            var cancelled = _answers.Parse(V2, answer.Body, OrderJson.Default.CancelOrderAnswer);
            return cancelled.OrderId == orderId ? new OrderCancelled(orderId, cancelled.ReducedBy)
                : new CancelUnknown(orderId, $"the answer is about order {cancelled.OrderId}");
        }
        catch (KalshiRestException e)
        {
            return new CancelUnknown(orderId, e.Message);
        }
    }

    /// <summary>Cancels up to <see cref="BatchMax"/> orders by one call.</summary>
    /// <returns>One outcome an order, in the order asked; an order that the answer leaves out is unknown.</returns>
    public async Task<IReadOnlyList<CancelOutcome>> CancelAsync(IReadOnlyList<string> orderIds, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orderIds.Count, BatchMax, nameof(orderIds));
        if (orderIds.Count == 0)
            return [];
        var body = JsonSerializer.SerializeToUtf8Bytes(new CancelBatchBody([.. orderIds.Select(id => new CancelBatchItem(id))]), OrderJson.Default.CancelBatchBody);
        var answer = await _http.SendOnceAsync(HttpMethod.Delete, Batch, body, cancel, orderIds.Count, wayOut: true);
        if (answer.Status != HttpStatusCode.OK)
            return [.. orderIds.Select(id => new CancelUnknown(id, answer.Cause))];
        try
        {
            var answered = _answers.Parse("batched", answer.Body, OrderJson.Default.CancelBatchAnswer).Orders.ToLookup(item => item.OrderId);
            return [.. orderIds.Select(id => CancelledItem.Outcome(id, answered[id].FirstOrDefault()))];
        }
        catch (KalshiRestException e)
        {
            return [.. orderIds.Select(id => new CancelUnknown(id, e.Message))];
        }
    }

    ChangeOutcome Changed<T>(
        string orderId, WriteAnswer answer, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, Func<T, (string OrderId, ChangeOutcome Outcome)> read)
    {
        if (!answer.Sent)
            return new ChangeDenied(orderId, answer.Failure!);
        if (answer.Status == HttpStatusCode.NotFound)
            return new NothingToChange(orderId, answer.Text);
        if (answer.IsRefusal && answer.Status != HttpStatusCode.Conflict)
            return new ChangeRejected(orderId, answer.Status!.Value, answer.Text);
        if (!answer.IsSuccess)
            return new ChangeUnknown(orderId, answer.Cause);
        try
        {
            var (answered, outcome) = read(_answers.Parse(V2, answer.Body, type));
            return answered == orderId ? outcome : new ChangeUnknown(orderId, $"the answer is about order '{answered}': {answer.Text}");
        }
        catch (Exception e) when (e is KalshiRestException or JsonException)
        {
            return new ChangeUnknown(orderId, $"success that cannot be read ({e.Message}): {answer.Text}");
        }
    }
}
