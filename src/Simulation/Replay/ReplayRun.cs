using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Simulation.Bus;
using Kalshi.Simulation.Faults;
using Kalshi.Simulation.Scenarios;
using Kalshi.Simulation.Silo;
using Kalshi.Simulation.Storage;

namespace Kalshi.Simulation.Replay;

/// <summary>Plays recorded events through the real grains under virtual time, as fast as the machine can.</summary>
/// <remarks>A recording of the venues alone lets the edge grain tick on its own interval. A log of a whole system has the
/// snapshots that it decided on, and when operators acted: these take the place of the ticks, so that decisions and orders
/// can be compared with the recorded ones.</remarks>
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
            if (stored.Payload is OpportunityDecision or ExecutionOrder or ExecutionFill or OperatorAction)
                _produced.Add(stored.Payload);
        };
    }

    /// <param name="events">By time. An empty recording gives an empty report.</param>
    internal static ReplayReport Run(IReadOnlyList<ReplayedEvent> events, StrategySettings settings)
    {
        if (events.Count == 0)
            return new(0, [], TimeSpan.Zero, 0, ReplayText.Hash([]));
        using var run = new ReplayRun(events[0].At, settings);
        return run.Play(events);
    }

    public void Dispose() => _silo.Dispose();

    ReplayReport Play(IReadOnlyList<ReplayedEvent> events)
    {
        var isWholeSystem = events.Any(e => e.Envelope.Payload is EdgeSnapshot);
        var books = new List<string>();
        _silo.Start();
        _silo.Run(async () =>
        {
            if (!isWholeSystem)
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
        for (var i = 0; i < events.Count; i++)
        {
            var (envelope, at) = events[i];
            if (at > _life.Now)
                await _life.PassAsync(at - _life.Now);
            switch (envelope.Payload)
            {
                case EdgeSnapshot first:
                    var batch = new List<EdgeSnapshot> { first };
                    while (i + 1 < events.Count && events[i + 1].Envelope.Payload is EdgeSnapshot next && next.AsOfTs == first.AsOfTs)
                    {
                        batch.Add(next);
                        i++;
                    }
                    await DecideAsync(first.AsOfTs, batch);
                    break;
                case OperatorAction action:
                    await OperateAsync(action);
                    break;
                case OpportunityDecision or ExecutionOrder or ExecutionFill or PnlSnapshot or ReconciliationFinding:
                    break;
                default:
                    if (envelope.Payload is OrderBookSnapshot or OrderBookDelta or QuoteUpdate or ContractUpdate or MarketLifecycle)
                        _markets.Add(envelope.Payload.Key);
                    _bus.Append(envelope, _life.Now);
                    break;
            }
        }
    }

    Task DecideAsync(long asOfTs, List<EdgeSnapshot> batch) =>
        _silo.Grains.GetGrain<IOpportunityGrain>(Scenario.Product).DecideAsync(asOfTs, batch);

    async Task OperateAsync(OperatorAction action)
    {
        var gate = _silo.Gate(action.Scope);
        switch (action.Action)
        {
            case "halt":
                await gate.HaltAsync(action.Actor, action.Reason);
                break;
            case "pause":
                await gate.PauseAsync(action.Actor, action.Reason);
                break;
            case "release":
                await gate.ReleaseAsync(action.Actor, action.Reason);
                break;
        }
    }
}
