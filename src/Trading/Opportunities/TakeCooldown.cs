namespace Kalshi.Trading.Opportunities;

/// <summary>Remembers what was taken within the cooldown; not safe for concurrent use.</summary>
/// <param name="cooldownSeconds">0 remembers nothing.</param>
public sealed class TakeCooldown(int cooldownSeconds)
{
    readonly Dictionary<PositionKey, long> _lastTakeTs = [];

    public void Record(PositionKey key, long ts)
    {
        if (cooldownSeconds > 0)
            _lastTakeTs[key] = Math.Max(ts, _lastTakeTs.GetValueOrDefault(key, ts));
    }

    /// <summary>What was taken at or after <paramref name="asOfTs"/> − cooldown; older takes are forgotten.</summary>
    /// <param name="asOfTs">The batch decided on, Unix seconds; never runs backwards.</param>
    public IReadOnlySet<PositionKey> RecentAt(long asOfTs)
    {
        foreach (var (key, ts) in _lastTakeTs)
            if (ts < asOfTs - cooldownSeconds)
                _lastTakeTs.Remove(key);
        return _lastTakeTs.Keys.ToHashSet();
    }
}
