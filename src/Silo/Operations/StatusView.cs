using Kalshi.Bus;
using Kalshi.Bus.Watching;
using Kalshi.Grains;
using Kalshi.Silo.Ingest;

namespace Kalshi.Silo.Operations;

/// <summary>One glance at the whole system; ages in seconds.</summary>
sealed record StatusView(
    string Mode,
    string Flavour,
    long NowMs,
    double UptimeSeconds,
    GateView Gate,
    SpotStatus Spot,
    MarketsStatus Markets,
    EdgesStatus Edges,
    DecisionsStatus Decisions,
    PositionsStatus Positions,
    IReadOnlyList<FeedCounts> Feeds,
    WriterStatus Writer,
    BusStatus Bus);

sealed record SpotStatus(string ProductId, string? Price, long? Ts, double? AgeSeconds, long Ticks, long LateTicks);

/// <param name="Tradable">Listed markets with a quote on both sides.</param>
sealed record MarketsStatus(int Listed, int Tradable, int LiveBooks, int StaleBooks, double? OldestQuoteAgeSeconds);

sealed record EdgesStatus(
    long? AsOfTs, double? AgeSeconds, int Snapshots, double? Sigma, string? SigmaSource, bool? SigmaOk, string? SigmaReason, string? Error,
    double DurationMs, long Ticks);

sealed record DecisionsStatus(long? AsOfTs, long Decided, long Takes, long TakesWithheld, string? LastWithheldReason, long Orders);

sealed record PositionsStatus(
    int Open, int PendingOrders, string Cash, string RealizedPnl, string FeesPaid, long Fills, long Settlements);

/// <param name="Lag">Events on the bus that are not in PostgreSQL yet.</param>
sealed record WriterStatus(
    string State, long Received, long Inserted, long AlreadyStored, long DeadLettered, long Batches, long Lag, double? LastCommitAgeSeconds);

/// <param name="DeadLetters">Null before the first look at the bus.</param>
/// <param name="Consumers">Lag of each durable consumer.</param>
/// <param name="Drifts">Settings in which the streams differ from the configuration.</param>
sealed record BusStatus(
    long Published, long Duplicates, long Failed, long InFlight, DeadLetterCounts? DeadLetters, IReadOnlyList<ConsumerStatus> Consumers,
    IReadOnlyList<StreamDrift> Drifts);
