namespace Kalshi.Bus.Watching;

/// <summary>The bus at one moment, as its server describes it.</summary>
/// <param name="Drifts">Settings in which the streams differ from the configuration; never repaired, for a change of limits can
/// delete data.</param>
public sealed record BusView(
    IReadOnlyList<StreamStatus> Streams, IReadOnlyList<ConsumerStatus> Consumers, DeadLetterCounts DeadLetters, IReadOnlyList<StreamDrift> Drifts);

/// <param name="MaxBytes">-1: without bound.</param>
public sealed record StreamStatus(string Stream, long Messages, long Bytes, long MaxBytes, long FirstSequence, long LastSequence);

/// <param name="Lag">Messages that the consumer has not acknowledged, delivered or not.</param>
/// <param name="LagSeconds">Age of the oldest of them; null when there is none, or it is not known.</param>
/// <param name="InFlight">Delivered and not acknowledged.</param>
/// <param name="Redelivered">Of these, how many were delivered more than once.</param>
public sealed record ConsumerStatus(string Stream, string Consumer, long Lag, double? LagSeconds, long InFlight, long Redelivered);

/// <param name="Open">Nobody has handled them.</param>
/// <param name="Handled">Replayed or acknowledged, and still kept.</param>
public sealed record DeadLetterCounts(long Open, long Handled);
