using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Faults;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Silo;
using Kalshi.Simulation.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Simulation.Replay.Sessions;

/// <summary>The record of a whole system once more through the real grains: each tick sees what it saw then, and everything else
/// follows.</summary>
/// <remarks>What is given in, and what has to come out again: docs/decisions/0019-replay-equals-live.md.</remarks>
sealed class SessionReplay : IDisposable
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    readonly RecordedSession _session;
    readonly SimulatedBus _bus = new();
    readonly List<DomainEvent> _produced = [];
    readonly HashSet<string> _filled = new(StringComparer.Ordinal);
    readonly RecordedClock _clock;
    readonly Life _life;
    readonly SimulatedSilo _silo;

    SessionReplay(RecordedSession session, StrategySettings settings)
    {
        _session = session;
        var calm = ScenarioDraw.Of(0) with { Faults = FaultRates.None };
        var weather = new Weather(calm);
        _life = new(1, calm, weather, new VirtualTimeProvider(session.Start));
        _clock = new(_life.Time, session.Start);
        _silo = new(
            calm, settings, weather, _life, _bus, new SimulatedDatabase(),
            stream => throw new InvalidOperationException($"{stream} was not delivered"), new(_clock), Answer);
        _bus.Appended = Recorded;
    }

    /// <exception cref="FormatException">The record has not what a replay needs.</exception>
    internal static ReplayReport Run(IReadOnlyList<ReplayedEvent> events, StrategySettings? settings)
    {
        var session = new RecordedSession(events);
        using var replay = new SessionReplay(session, settings ?? RecordedSettings.Of(session));
        return replay.Play(events[^1].At);
    }

    public void Dispose() => _silo.Dispose();

    // The gates and the times of fills: the two things that orders ask the world for.
    void Answer(IServiceCollection services)
    {
        services.AddSingleton<IOrderGates>(new RecordedGates(_session, _clock));
        services.AddSingleton(provider => new OrderVenues(new Dictionary<string, IOrderVenue>
        {
            [OrderGrain.PaperAccount] = new RecordedTimes(new ReferencePaperVenue(provider.GetRequiredService<VenueClock>()), _session, _clock),
        }));
    }

    void Recorded(StoredEvent stored)
    {
        if (stored.Payload is ExecutionFill fill)
            _filled.Add(fill.FillId);
        if (SessionSeries.Holds(stored.Payload))
            _produced.Add(stored.Payload);
    }

    ReplayReport Play(DateTimeOffset end)
    {
        _silo.Start();
        _silo.Run(async () =>
        {
            foreach (var part in _session.Course)
            {
                if (part is RecordedTick tick)
                    await RepeatAsync(tick);
                else if (part is RiskLimitsSet limits)
                    await _silo.Grains.GetGrain<IRiskLimitGrain>(limits.Account).ChangeAsync(limits.Actor, "as recorded", RecordedSettings.LimitsOf(limits));
            }
            await DeliverAsync(_session.TakeRest());
        });
        _life.End();
        return new(_bus.Market.Count, _produced, end - _session.Start, _silo.Turns, SessionSeries.Of(_produced).Hash);
    }

    async Task RepeatAsync(RecordedTick tick)
    {
        var edge = tick.Edge;
        var bookings = tick.Decision?.Bookings ?? long.MaxValue;
        await DeliverAsync(_session.Take(RecordedSession.SpotQueue(edge.ProductId), edge.SpotSequence, bookings));
        await DeliverAsync(edge.Markets.SelectMany(place => _session.Take(place.Market.Value, place.Sequence, bookings)));
        _clock.Set(edge.AsOfTs);
        var snapshots = await _silo.Grains.GetGrain<IEdgeGrain>(edge.ProductId).RepeatAsync(edge.AsOfTs, [.. edge.Markets.Select(m => m.Market)]);
        if (tick.Decision is not { } decision)
            return;
        await BookAsync(decision);
        _clock.Set(decision.DecidedTs);
        await _silo.Grains.GetGrain<IOpportunityGrain>(edge.ProductId).DecideAsync(edge.AsOfTs, snapshots);
    }

    /// <summary>Until the account has booked what it had booked when it was decided: settlements, and what an operator ordered.</summary>
    async Task BookAsync(DecisionTick decision)
    {
        var account = _silo.Grains.GetGrain<IPositionGrain>(decision.Account);
        while ((await account.ViewAsync()).Version < decision.Bookings
            && _session.Fills.FirstOrDefault(f => !_filled.Contains(f.FillId) && _session.Order(f.OrderId) is null) is { } next)
        {
            _filled.Add(next.FillId);
            if (next.Action == "settle")
                await DeliverAsync(_session.TakeThroughOutcome(next.Market));
            else
                await account.ApplyFillAsync(next);
        }
    }

    /// <summary>Ends when the grains have done with it.</summary>
    async Task DeliverAsync(IEnumerable<EventEnvelope> events)
    {
        foreach (var envelope in events)
            _bus.Append(envelope, _life.Now);
        while (_bus.Acknowledged < _bus.Market.Count)
            await _life.PassAsync(Step);
    }
}
