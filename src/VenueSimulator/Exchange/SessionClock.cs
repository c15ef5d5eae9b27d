namespace Kalshi.VenueSimulator;

/// <summary>Maps offsets of the session to venue time.</summary>
sealed class SessionClock(TimeProvider clock, TimeSpan subSecond, TimeSpan startDelay, bool paced)
{
    readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    DateTimeOffset? _start;

    internal TimeProvider Clock => clock;

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Completes when the session has a start.</summary>
    internal Task Started => _started.Task;

    internal bool HasStarted => _start is not null;

    /// <summary>Venue time of offset zero. Before the start it is where the start would be if it was called for now.</summary>
    internal DateTimeOffset Start => _start ?? NextStart();

    internal DateTimeOffset At(TimeSpan offset) => Start + offset;

    /// <summary>The time that a frame carries: where the offset falls, but never later than now, since a recorder's clock
    /// may have run behind the venue's. Unpaced, the present time.</summary>
    internal DateTimeOffset Stamp(TimeSpan offset)
    {
        var now = Now;
        if (!paced)
            return now;
        var mapped = At(offset);
        return mapped < now ? mapped : now;
    }

    internal void StartAt(DateTimeOffset start)
    {
        _start = start;
        _started.TrySetResult();
    }

    /// <summary>Starts the session unless it runs already.</summary>
    internal bool TryStart()
    {
        if (HasStarted)
            return false;
        StartAt(NextStart());
        return true;
    }

    /// <summary>The first instant after the delay that lies a whole number of seconds from the recorded start, so that
    /// markets close on whole seconds as they did.</summary>
    DateTimeOffset NextStart()
    {
        var earliest = Now + startDelay;
        var second = new DateTimeOffset(earliest.Ticks - earliest.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero) + subSecond;
        return second < earliest ? second.AddSeconds(1) : second;
    }
}
