namespace Kalshi.Bus.Streams;

/// <summary>The rewinds of one queue: cursors ask for them, the receiver reads them.</summary>
/// <remarks>Used by one pulling agent, turn by turn, and therefore without locks.</remarks>
sealed class Rewinds
{
    readonly List<Rewind> _active = [];

    /// <summary>The cache is full: until grains have worked it off, only the past is read.</summary>
    internal bool IsLiveFull { get; set; }

    internal bool AreHungry => _active.Exists(r => r.IsHungry);

    internal void Add(Rewind rewind) => _active.Add(rewind);

    /// <summary>One that wants reading; those that are done or that nobody wants any more are let go.</summary>
    internal async Task<Rewind?> NextAsync()
    {
        foreach (var done in _active.Where(r => r.IsComplete || r.IsAbandoned).ToArray())
        {
            _active.Remove(done);
            await done.DisposeAsync();
        }
        var hungry = _active.Find(r => r.IsHungry);
        if (hungry is null)
            return null;
        // In turn, so that a long past does not starve the others.
        _active.Remove(hungry);
        _active.Add(hungry);
        return hungry;
    }

    /// <summary>For a receiver that begins anew: the cursors of the one before are gone.</summary>
    internal async Task ClearAsync()
    {
        foreach (var rewind in _active)
        {
            rewind.Abandon();
            await rewind.DisposeAsync();
        }
        _active.Clear();
        IsLiveFull = false;
    }
}
