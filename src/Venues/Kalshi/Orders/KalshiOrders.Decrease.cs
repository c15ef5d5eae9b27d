using System.Net;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

public sealed partial class KalshiOrders
{
    /// <summary>Leaves a resting order with <paramref name="remaining"/> contracts, in its place in the queue.</summary>
    /// <returns>Null when the venue did it; else <see cref="NothingToCancel"/>, <see cref="CancelRejected"/> or
    /// <see cref="CancelUnknown"/>. Ask for the order to learn how it stands.</returns>
    public async Task<CancelOutcome?> DecreaseAsync(string orderId, Quantity remaining, CancellationToken cancel)
    {
        if (!_budget.TryCreate())
            return new CancelUnknown(orderId, "not sent: write budget");
        var request = JsonSerializer.SerializeToUtf8Bytes(new DecreaseOrderBody(remaining.ToString()), OrderJson.Default.DecreaseOrderBody);
        var (status, body, failure) = await _http.SendOnceAsync(HttpMethod.Post, $"{V2}/{Uri.EscapeDataString(orderId)}/decrease", request, cancel);
        return status switch
        {
            null => new CancelUnknown(orderId, failure!),
            HttpStatusCode.OK => null,
            HttpStatusCode.NotFound => new NothingToCancel(orderId, Quote(body)),
            >= HttpStatusCode.InternalServerError => new CancelUnknown(orderId, $"HTTP {(int)status}: {Quote(body)}"),
            >= HttpStatusCode.BadRequest => new CancelRejected(orderId, status.Value, Quote(body)),
            _ => new CancelUnknown(orderId, $"HTTP {(int)status}: {Quote(body)}"),
        };
    }
}
