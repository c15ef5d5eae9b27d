namespace Kalshi.VenueSimulator;

/// <summary>Plays events to the venues: each when its time has come, or as fast as the clients read.</summary>
sealed class FlowPlayer(SessionClock session, Exchange exchange, SpotMarket spot)
{
    internal async Task PlayPacedAsync(IEnumerable<FlowEvent> events, CancellationToken cancellationToken)
    {
        await session.Started.WaitAsync(cancellationToken);
        foreach (var happening in events)
        {
            await session.Clock.WaitUntilAsync(session.At(happening.At), cancellationToken);
            Apply(happening);
        }
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
    }

    internal void Apply(FlowEvent happening)
    {
        if (happening is SpotTraded trade)
            spot.Apply(trade);
        else
            exchange.Apply(happening);
    }
}
