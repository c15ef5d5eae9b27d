namespace Kalshi.Storage;

/// <summary>What the writer of this process has done since its start. Received = Inserted + AlreadyStored + DeadLettered +
/// what was delivered again + what is on its way.</summary>
/// <param name="Active">This process holds the writer lock.</param>
/// <param name="Received">Events fetched from the bus, redeliveries included.</param>
/// <param name="Inserted">Rows that this writer added to the event table.</param>
/// <param name="AlreadyStored">Events whose identity was in the table already; not those that this writer was given twice.</param>
/// <param name="DeadLettered">Events that can never be stored.</param>
/// <param name="Commits">Transactions.</param>
/// <param name="LastCommit">Null before the first.</param>
/// <param name="OldestPending">When the bus had stored the oldest event that is being written now; null when there is none.
/// Its age is the lag in time.</param>
/// <param name="Streams">By stream name.</param>
public sealed record EventWriterSnapshot(
    bool Active,
    long Received,
    long Inserted,
    long AlreadyStored,
    long DeadLettered,
    long Commits,
    DateTimeOffset? LastCommit,
    DateTimeOffset? OldestPending,
    IReadOnlyDictionary<string, StreamProgress> Streams);

/// <summary>How far the writer is in one stream.</summary>
/// <param name="Lag">Messages that the consumer has not acknowledged; null until first measured.</param>
/// <param name="SettledThrough">Greatest sequence of the batches that this process has written; 0 when none.</param>
/// <param name="CaughtUp">Since this process became the writer there was a moment without lag: from then on every sequence
/// up to <paramref name="SettledThrough"/> is settled, those included that an earlier writer had left unacknowledged.</param>
public sealed record StreamProgress(long? Lag, long SettledThrough, bool CaughtUp);
