using System.Collections.Concurrent;

namespace Kalshi.VenueSimulator;

/// <summary>Token buckets, reads and writes apart, one pair a key.</summary>
sealed class RateLimiter(UsageTier tier, TimeProvider clock)
{
    const int CancelCost = 2;

    /// <summary>Unsigned requests share one bucket, as those of one address do.</summary>
    const string Anonymous = "";

    /// <summary>Endpoints whose cost is not the default.</summary>
    internal static readonly IReadOnlyList<EndpointCost> Costs =
    [
        new("DELETE", "/trade-api/v2/portfolio/events/orders", CancelCost),
        new("DELETE", "/trade-api/v2/portfolio/events/orders/batched", CancelCost),
        new("DELETE", "/trade-api/v2/portfolio/events/orders/:order_id", CancelCost),
    ];

    readonly ConcurrentDictionary<string, (TokenBucket Read, TokenBucket Write)> _buckets = new();

    internal UsageTier Tier => tier;

    /// <summary>Takes what the request costs; false where the bucket does not hold it.</summary>
    internal bool TryTake(HttpRequest request) => TryTake(request, 1);

    /// <summary>Takes what the other items of a batch cost, the first of which is paid: each is billed.</summary>
    internal bool TryTakeMore(HttpRequest request, int items) => items <= 1 || TryTake(request, items - 1);

    bool TryTake(HttpRequest request, int items)
    {
        var caller = request.Headers[Authenticator.KeyHeader].ToString() is { Length: > 0 } key ? key : Anonymous;
        var (read, write) = _buckets.GetOrAdd(caller, _ => (
            new(clock, tier.ReadTokensPerSecond, tier.ReadTokensPerSecond),
            new(clock, tier.WriteTokensPerSecond, tier.WriteCapacity)));
        return HttpMethods.IsGet(request.Method) ? read.TryTake(UsageTier.DefaultCost * items) : write.TryTake(CostOfWrite(request) * items);
    }

    static int CostOfWrite(HttpRequest request) =>
        HttpMethods.IsDelete(request.Method) && request.Path.StartsWithSegments("/trade-api/v2/portfolio/events/orders", StringComparison.Ordinal)
            ? CancelCost
            : UsageTier.DefaultCost;

    sealed class TokenBucket(TimeProvider clock, int tokensPerSecond, int capacity)
    {
        readonly Lock _gate = new();
        double _tokens = capacity;
        long _filledAt = clock.GetTimestamp();

        internal bool TryTake(int tokens)
        {
            lock (_gate)
            {
                var now = clock.GetTimestamp();
                _tokens = Math.Min(capacity, _tokens + clock.GetElapsedTime(_filledAt, now).TotalSeconds * tokensPerSecond);
                _filledAt = now;
                if (_tokens < tokens)
                    return false;
                _tokens -= tokens;
                return true;
            }
        }
    }
}

/// <summary>One line of /account/endpoint_costs.</summary>
sealed record EndpointCost(string Method, string Path, int Cost);
