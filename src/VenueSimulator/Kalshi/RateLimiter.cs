using System.Collections.Concurrent;

namespace Kalshi.VenueSimulator;

/// <summary>Token buckets of the Basic tier, reads and writes apart, one pair a key.</summary>
sealed class RateLimiter(TimeProvider clock)
{
    internal const int ReadTokensPerSecond = 200;
    internal const int WriteTokensPerSecond = 100;
    internal const int DefaultCost = 10;

    /// <summary>Unsigned requests share one bucket, as those of one address do.</summary>
    const string Anonymous = "";

    readonly ConcurrentDictionary<string, (TokenBucket Read, TokenBucket Write)> _buckets = new();

    /// <summary>Takes what the request costs; false where the bucket does not hold it.</summary>
    internal bool TryTake(HttpRequest request)
    {
        var caller = request.Headers[Authenticator.KeyHeader].ToString() is { Length: > 0 } key ? key : Anonymous;
        var (read, write) = _buckets.GetOrAdd(caller, _ => (
            new(clock, ReadTokensPerSecond, ReadTokensPerSecond),
            new(clock, WriteTokensPerSecond, 2 * WriteTokensPerSecond)));
        return HttpMethods.IsGet(request.Method) ? read.TryTake(DefaultCost) : write.TryTake(CostOfWrite(request));
    }

    /// <summary>From /account/endpoint_costs: single V2 cancels are cheap, everything else has the default.</summary>
    static int CostOfWrite(HttpRequest request) =>
        HttpMethods.IsDelete(request.Method) && request.Path.StartsWithSegments("/trade-api/v2/portfolio/events/orders", StringComparison.Ordinal)
            ? 2
            : DefaultCost;

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
