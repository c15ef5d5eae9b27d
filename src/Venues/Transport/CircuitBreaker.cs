namespace Kalshi.Venues;

/// <summary>Keeps calls from a peer that fails every time. Once its pause is over, one call at a time probes whether that is still so.</summary>
/// <param name="failuresMax">Failures in a row that open it.</param>
/// <param name="pause">How long it stays open before a probe.</param>
sealed class CircuitBreaker(int failuresMax, TimeSpan pause, TimeProvider clock)
{
    readonly Lock _gate = new();
    int _failures;
    bool _isOpen;
    bool _isProbing;
    long _openedAt;

    /// <summary>No call is let through now.</summary>
    internal bool IsOpen
    {
        get
        {
            lock (_gate)
                return _isOpen && (_isProbing || clock.GetElapsedTime(_openedAt) < pause);
        }
    }

    /// <returns>false while it is open. Whoever was let in says <see cref="Leave"/> afterwards.</returns>
    internal bool TryEnter()
    {
        lock (_gate)
        {
            if (!_isOpen)
                return true;
            if (_isProbing || clock.GetElapsedTime(_openedAt) < pause)
                return false;
            return _isProbing = true;
        }
    }

    /// <param name="sound">Whether the peer worked; null when that was not found out.</param>
    internal void Leave(bool? sound)
    {
        lock (_gate)
        {
            _isProbing = false;
            if (sound == true)
                (_failures, _isOpen) = (0, false);
            else if (sound == false && ++_failures >= failuresMax)
                (_isOpen, _openedAt) = (true, clock.GetTimestamp());
        }
    }
}
