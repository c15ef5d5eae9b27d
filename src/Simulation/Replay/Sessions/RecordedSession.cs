using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Simulation.Replay.Sessions;

/// <summary>The record of a whole system, by what a replay needs of it: docs/decisions/0019-replay-equals-live.md.</summary>
sealed class RecordedSession
{
    readonly Dictionary<string, Queue<ReplayedEvent>> _waiting = [];
    readonly Dictionary<(MarketTicker, long, Side), TakeVerdict> _verdicts = [];
    readonly Dictionary<string, RecordedOrder> _orders;
    readonly Dictionary<MarketTicker, int> _settlements = [];

    internal RecordedSession(IReadOnlyList<ReplayedEvent> events)
    {
        Start = events[0].At;
        var payloads = events.Select(e => e.Payload).ToArray();
        var decided = payloads.OfType<DecisionTick>().DistinctBy(t => (t.ProductId, t.AsOfTs)).ToDictionary(t => (t.ProductId, t.AsOfTs));
        Course =
        [
            .. payloads.Where(p => p is EdgeTick or RiskLimitsSet { Revision: > 0 }).Select(p => p is EdgeTick tick
                ? new RecordedTick(tick, decided.GetValueOrDefault((tick.ProductId, tick.AsOfTs)))
                : (object)p),
        ];
        Settings = payloads.OfType<SettingsInForce>().ToArray();
        Limits = payloads.OfType<RiskLimitsSet>().ToArray();
        foreach (var verdict in payloads.OfType<TakeVerdict>())
            _verdicts.TryAdd((verdict.Market, verdict.TsEval, verdict.Side), verdict);
        Fills = [.. payloads.OfType<ExecutionFill>().DistinctBy(f => f.FillId)];
        foreach (var (index, fill) in Fills.Index().Where(f => f.Item.Action == "settle"))
            _settlements.TryAdd(fill.Market, index);
        var takes = events.Where(e => e.Payload is OpportunityDecision { WouldTrade: true }).Select(e => e.Envelope.IdempotencyKey).ToHashSet();
        _orders = payloads.OfType<ExecutionOrder>().Where(o => o.OpportunityKey is { } key && takes.Contains(key)).GroupBy(o => o.OrderId)
            .ToDictionary(o => o.Key, o => RecordedOrder.Of([.. o], Fills.FirstOrDefault(f => f.OrderId == o.Key)));
        foreach (var recorded in events.Where(e => IsMarket(e.Payload)))
        {
            if (!_waiting.TryGetValue(QueueOf(recorded.Payload), out var queue))
                _waiting.Add(QueueOf(recorded.Payload), queue = new());
            queue.Enqueue(recorded);
        }
    }

    internal DateTimeOffset Start { get; }

    /// <summary>Ticks and changes of limits, in order.</summary>
    internal IReadOnlyList<object> Course { get; }

    internal IReadOnlyList<SettingsInForce> Settings { get; }

    internal IReadOnlyList<RiskLimitsSet> Limits { get; }

    /// <summary>All fills and settlements, each once, in order.</summary>
    internal IReadOnlyList<ExecutionFill> Fills { get; }

    /// <summary>A log that says what each tick had read.</summary>
    internal static bool Is(IReadOnlyList<ReplayedEvent> events) => events.Any(e => e.Payload is EdgeTick);

    internal TakeVerdict? Verdict(OpportunityDecision take) => _verdicts.GetValueOrDefault((take.Market, take.TsEval, take.Side!.Value));

    /// <summary>Null for an order that the record has not, or that no take caused.</summary>
    internal RecordedOrder? Order(string orderId) => _orders.GetValueOrDefault(orderId);

    /// <summary>What came about the spot price or a market and was read by a tick, and not before.</summary>
    /// <param name="throughSequence">Of the last event that was read.</param>
    /// <param name="bookings">Of the account when it was decided: settlements that came later wait.</param>
    internal IEnumerable<EventEnvelope> Take(string queue, long throughSequence, long bookings)
    {
        if (!_waiting.TryGetValue(queue, out var waiting))
            yield break;
        while (waiting.TryPeek(out var next) && next.Sequence <= throughSequence && !IsSettledLater(next.Payload, bookings))
            yield return waiting.Dequeue().Envelope;
    }

    /// <summary>Everything about a market up to its outcome.</summary>
    internal IEnumerable<EventEnvelope> TakeThroughOutcome(MarketTicker market)
    {
        if (!_waiting.TryGetValue(market.Value, out var waiting) || !waiting.Any(e => e.Payload is ContractUpdate { Outcome: not null }))
            yield break;
        while (waiting.TryDequeue(out var next))
        {
            yield return next.Envelope;
            if (next.Payload is ContractUpdate { Outcome: not null })
                yield break;
        }
    }

    /// <summary>What no tick has read.</summary>
    internal IEnumerable<EventEnvelope> TakeRest() => _waiting.Values.SelectMany(q => q).OrderBy(e => e.Sequence).Select(e => e.Envelope);

    /// <summary>What comes from the venues.</summary>
    internal static bool IsMarket(DomainEvent payload) =>
        payload is SpotTick or QuoteUpdate or OrderBookSnapshot or OrderBookDelta or FeedGap or MarketLifecycle or ContractUpdate;

    internal static string SpotQueue(string productId) => $"spot:{productId}";

    static string QueueOf(DomainEvent payload) => payload is SpotTick tick ? SpotQueue(tick.ProductId) : payload.Key;

    bool IsSettledLater(DomainEvent payload, long bookings) =>
        payload is ContractUpdate { Outcome: not null, Market: var market } && _settlements.TryGetValue(market, out var index) && index >= bookings;
}
