using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Faults;
using Kalshi.Simulation.Replay.Sessions;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Silo;
using Kalshi.Simulation.Storage;

namespace Kalshi.Simulation.Replay;

/// <summary>Plays recorded events through the real grains under virtual time, as fast as the machine can.</summary>
/// <remarks>With a recording of the venues alone the edge grain ticks on its own interval. The record of a whole system says what each
/// tick had read, so that all that came of it can be compared: <see cref="SessionReplay"/>.</remarks>
sealed class ReplayRun : IDisposable
{
    const int AllLevels = 1000;
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    readonly SimulatedBus _bus = new();
    readonly List<DomainEvent> _produced = [];
    readonly SortedSet<string> _markets = new(StringComparer.Ordinal);
    readonly Life _life;
    readonly SimulatedSilo _silo;
    readonly DateTimeOffset _start;

    ReplayRun(DateTimeOffset start, StrategySettings settings)
    {
        _start = start;
        var calm = ScenarioDraw.Of(0) with { Faults = FaultRates.None };
        var weather = new Weather(calm);
        _life = new(1, calm, weather, new VirtualTimeProvider(start));
        _silo = new(calm, settings, weather, _life, _bus, new SimulatedDatabase(), stream => throw new InvalidOperationException($"{stream} was not delivered"));
        _bus.Appended = stored =>
        {
            if (stored.Payload is OpportunityDecision or ExecutionOrder or ExecutionFill)
                _produced.Add(stored.Payload);
        };
    }

    /// <param name="events">By time. An empty recording gives an empty report.</param>
    /// <param name="settings">Null: those of the record, where it is one of a whole system, else the defaults.</param>
    /// <exception cref="FormatException">The record of a system has not what a replay needs.</exception>
    internal static ReplayReport Run(IReadOnlyList<ReplayedEvent> events, StrategySettings? settings)
    {
        if (events.Count == 0)
            return new(0, [], TimeSpan.Zero, 0, ReplayText.Hash([]));
        if (RecordedSession.Is(events))
            return SessionReplay.Run(events, settings);
        using var run = new ReplayRun(events[0].At, settings ?? StrategySettings.Default);
        return run.Play(events);
    }

    public void Dispose() => _silo.Dispose();

    ReplayReport Play(IReadOnlyList<ReplayedEvent> events)
    {
        var books = new List<string>();
        _silo.Start();
        _silo.Run(async () =>
        {
            await _silo.EnsureRunningAsync();
            await PlayAsync(events);
            await _life.PassAsync(Settling);
            foreach (var market in _markets)
            {
                var book = await _silo.Grains.GetGrain<IMarketGrain>(market).BookAsync(AllLevels);
                books.Add($"{market} {book.State} {book.Sequence} {book.ContentHash}");
            }
        });
        _life.End();
        return new(
            _bus.Market.Count, _produced, _life.Now - _start, _silo.Turns, ReplayText.Hash(_produced.Select(ReplayText.Of).Concat(books)));
    }

    async Task PlayAsync(IReadOnlyList<ReplayedEvent> events)
    {
        foreach (var (envelope, at, _) in events)
        {
            if (at > _life.Now)
                await _life.PassAsync(at - _life.Now);
            if (!RecordedSession.IsMarket(envelope.Payload))
                continue;
            if (envelope.Payload is not (SpotTick or FeedGap))
                _markets.Add(envelope.Payload.Key);
            _bus.Append(envelope, _life.Now);
        }
    }
}
