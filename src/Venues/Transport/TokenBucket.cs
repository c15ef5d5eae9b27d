namespace Kalshi.Venues;

/// <summary>A store of tokens that fills at a steady rate, as a venue counts what it lets us spend.</summary>
sealed class TokenBucket
{
    readonly int _waitersMax;
    readonly TimeProvider _clock;
    readonly Lock _gate = new();
    double _perSecond;
    double _capacity;
    double _tokens;
    long _countedAt;
    int _waiters;
    TimeSpan _pause;
    long _pausedAt;

    /// <param name="capacity">Tokens that it holds at most; it starts full.</param>
    /// <param name="waitersMax">Callers that may wait; one more is told so at once.</param>
    internal TokenBucket(double tokensPerSecond, double capacity, int waitersMax, TimeProvider clock)
    {
        (_perSecond, _capacity, _waitersMax, _clock) = (tokensPerSecond, capacity, waitersMax, clock);
        (_tokens, _countedAt) = (capacity, clock.GetTimestamp());
    }

    /// <summary>What is there now; negative while callers wait for what they took.</summary>
    internal double Tokens
    {
        get
        {
            lock (_gate)
            {
                Fill();
                return _tokens;
            }
        }
    }

    internal int Waiters
    {
        get
        {
            lock (_gate)
                return _waiters;
        }
    }

    /// <summary>Follows a change of the venue's limits. What was saved up stays, as far as it fits.</summary>
    internal void Resize(double tokensPerSecond, double capacity)
    {
        lock (_gate)
        {
            Fill();
            (_perSecond, _capacity) = (tokensPerSecond, capacity);
            _tokens = Math.Min(_tokens, capacity);
        }
    }

    /// <summary>Gives nothing out for a while: the venue counts less than we do.</summary>
    internal void Pause(TimeSpan time)
    {
        lock (_gate)
            if (time > PauseLeft())
                (_pause, _pausedAt) = (time, _clock.GetTimestamp());
    }

    /// <summary>Takes the tokens if they are there, without waiting.</summary>
    /// <param name="keep">What must be left afterwards.</param>
    /// <param name="evenPaused">Does not mind a <see cref="Pause"/>.</param>
    internal bool TryTake(double cost, double keep, bool evenPaused)
    {
        lock (_gate)
        {
            Fill();
            if (_tokens - cost < keep || (!evenPaused && PauseLeft() > TimeSpan.Zero))
                return false;
            _tokens -= cost;
            return true;
        }
    }

    /// <summary>Takes the tokens now and returns when they are really there. Callers wait in order of arrival.</summary>
    /// <param name="keep">What must be left afterwards.</param>
    /// <returns>false when too many callers wait already; nothing was taken then.</returns>
    internal async ValueTask<bool> TakeAsync(double cost, double keep, CancellationToken cancel)
    {
        TimeSpan wait;
        lock (_gate)
        {
            Fill();
            var missing = Math.Max(0, keep + cost - _tokens);
            wait = TimeSpan.FromSeconds(missing / _perSecond);
            if (PauseLeft() is var pause && pause > wait)
                wait = pause;
            if (wait > TimeSpan.Zero && _waiters >= _waitersMax)
                return false;
            _tokens -= cost;
            if (wait == TimeSpan.Zero)
                return true;
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

    void Fill()
    {
        var now = _clock.GetTimestamp();
        _tokens = Math.Min(_capacity, _tokens + _clock.GetElapsedTime(_countedAt, now).TotalSeconds * _perSecond);
        _countedAt = now;
    }

    TimeSpan PauseLeft()
    {
        if (_pause == TimeSpan.Zero)
            return TimeSpan.Zero;
        var left = _pause - _clock.GetElapsedTime(_pausedAt);
        if (left <= TimeSpan.Zero)
            left = _pause = TimeSpan.Zero;
        return left;
    }
}
