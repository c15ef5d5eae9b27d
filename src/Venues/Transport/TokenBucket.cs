namespace Kalshi.Venues;

/// <summary>Spends a budget of tokens per second, with one second's worth in store. Callers wait their turn in order of arrival.</summary>
sealed class TokenBucket
{
    readonly double _perSecond;
    readonly int _waitersMax;
    readonly TimeProvider _clock;
    readonly Lock _gate = new();
    double _tokens;
    long _countedAt;
    int _waiters;

    /// <param name="waitersMax">Callers that may wait; one more is told so at once.</param>
    internal TokenBucket(double tokensPerSecond, int waitersMax, TimeProvider clock)
    {
        (_perSecond, _waitersMax, _clock) = (tokensPerSecond, waitersMax, clock);
        (_tokens, _countedAt) = (tokensPerSecond, clock.GetTimestamp());
    }

    /// <summary>Takes the tokens now and returns when they are really there.</summary>
    /// <returns>false when too many callers wait already; nothing was taken then.</returns>
    internal async ValueTask<bool> TakeAsync(double cost, CancellationToken cancel)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            _tokens = Math.Min(_perSecond, _tokens + _clock.GetElapsedTime(_countedAt, now).TotalSeconds * _perSecond);
            _countedAt = now;
            if (_tokens < cost && _waiters >= _waitersMax)
                return false;
            _tokens -= cost;
            if (_tokens >= 0)
                return true;
            wait = TimeSpan.FromSeconds(-_tokens / _perSecond);
            _waiters++;
        }
        try
        {
            await Task.Delay(wait, _clock, cancel);
            return true;
        }
        finally
        {
            lock (_gate)
                _waiters--;
        }
    }
}
