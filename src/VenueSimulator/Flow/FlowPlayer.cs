namespace Kalshi.VenueSimulator;

/// <summary>Plays events to the venues: each when its time has come, or as fast as the clients read.</summary>
sealed class FlowPlayer(SessionClock session, Exchange exchange, SpotMarket spot)
{
    long _nextDueTicks;

    /// <summary>Whether everything that was due by <paramref name="time"/> has been played.</summary>
    internal bool HasPlayedUntil(DateTimeOffset time) => Volatile.Read(ref _nextDueTicks) > time.UtcTicks;

    internal async Task PlayPacedAsync(IEnumerable<FlowEvent> events, CancellationToken cancellationToken)
    {
        await session.Started.WaitAsync(cancellationToken);
        foreach (var happening in events)
        {
            var due = session.At(happening.At);
            Volatile.Write(ref _nextDueTicks, due.UtcTicks);
            await session.Clock.WaitUntilAsync(due, cancellationToken);
            Apply(happening);
        }
        Volatile.Write(ref _nextDueTicks, long.MaxValue);
    }

    internal async Task PlayUnpacedAsync(IEnumerable<FlowEvent> events, CancellationToken cancellationToken)
    {
        await session.Started.WaitAsync(cancellationToken);
        await session.Clock.WaitUntilAsync(session.Start, cancellationToken);
        foreach (var happening in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Apply(happening);
            await exchange.Subscribers.WaitForRoomAsync(cancellationToken);
            await spot.Subscribers.WaitForRoomAsync(cancellationToken);
        }
        Volatile.Write(ref _nextDueTicks, long.MaxValue);
    }

    internal void Apply(FlowEvent happening)
    {
        if (happening is SpotTraded trade)
            spot.Apply(trade);
        else
            exchange.Apply(happening);
    }
}
