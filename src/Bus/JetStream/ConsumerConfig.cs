using System.Text.Json.Serialization;

namespace Kalshi.Bus.JetStream;

public enum DeliverPolicy
{
    [JsonStringEnumMemberName("all")] All,
    [JsonStringEnumMemberName("last")] Last,
    [JsonStringEnumMemberName("new")] New,
    [JsonStringEnumMemberName("by_start_sequence")] ByStartSequence,
    [JsonStringEnumMemberName("last_per_subject")] LastPerSubject,
}

public enum AckPolicy
{
    [JsonStringEnumMemberName("none")] None,
    [JsonStringEnumMemberName("all")] All,
    [JsonStringEnumMemberName("explicit")] Explicit,
}

/// <summary>A pull consumer: durable when it has a <see cref="DurableName"/>, else gone after <see cref="InactiveThreshold"/>.</summary>
public sealed record ConsumerConfig
{
    public string? DurableName { get; init; }

    public DeliverPolicy DeliverPolicy { get; init; }

    /// <summary>First sequence to deliver, with <see cref="DeliverPolicy.ByStartSequence"/>.</summary>
    public long? OptStartSeq { get; init; }

    public AckPolicy AckPolicy { get; init; } = AckPolicy.Explicit;

    /// <summary>What is not acknowledged within it comes again (default: 30 s).</summary>
    public TimeSpan? AckWait { get; init; }

    /// <summary>-1: the server delivers for ever, and the client gives up.</summary>
    public int MaxDeliver { get; init; } = -1;

    /// <summary>Delivered but not acknowledged messages above which the server pauses.</summary>
    public int? MaxAckPending { get; init; }

    public string? FilterSubject { get; init; }

    public TimeSpan? InactiveThreshold { get; init; }

    [JsonPropertyName("mem_storage")]
    public bool MemoryStorage { get; init; }
}

/// <summary>A consumer as the server sees it.</summary>
/// <param name="NumPending">Messages not delivered yet; servers before 2.10 may count below zero, which reads as an enormous
/// number: see <see cref="Pending"/>.</param>
/// <param name="NumAckPending">Messages delivered but not acknowledged.</param>
public sealed record ConsumerInfo(
    string StreamName, string Name, ConsumerConfig Config, SequencePair Delivered, SequencePair AckFloor, ulong NumPending, long NumAckPending, long NumRedelivered)
{
    /// <summary><see cref="NumPending"/>, zero where the server has counted below it.</summary>
    public long Pending => NumPending > long.MaxValue ? 0 : (long)NumPending;
}

public sealed record SequencePair(long ConsumerSeq, long StreamSeq);
