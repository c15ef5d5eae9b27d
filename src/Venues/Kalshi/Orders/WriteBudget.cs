namespace Kalshi.Venues;

/// <summary>The venue's write tokens as we count them. Nobody waits: an order that must wait for tokens is an order that comes too
/// late.</summary>
sealed class WriteBudget(WriteBudgetOptions options, TimeProvider clock)
{
    readonly Lock _gate = new();
    double _tokens = options.Capacity;
    long _countedAt = clock.GetTimestamp();

    internal bool TryCreate() => TryTake(options.CreateCost, options.CancelReserve);

    internal bool TryCancel(int orders) => TryTake(options.CancelCost * orders, 0);

    bool TryTake(double cost, double reserve)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(options.Capacity, _tokens + clock.GetElapsedTime(_countedAt, now).TotalSeconds * options.TokensPerSecond);
            _countedAt = now;
            if (_tokens - cost < reserve)
                return false;
            _tokens -= cost;
            return true;
        }
    }
}
