using System.Text.Json.Serialization;

namespace Kalshi.Bus.JetStream;

public enum RetentionPolicy
{
    [JsonStringEnumMemberName("limits")] Limits,
    [JsonStringEnumMemberName("interest")] Interest,
    [JsonStringEnumMemberName("workqueue")] WorkQueue,
}

public enum StorageType
{
    [JsonStringEnumMemberName("file")] File,
    [JsonStringEnumMemberName("memory")] Memory,
}

public enum DiscardPolicy
{
    [JsonStringEnumMemberName("old")] Old,
    [JsonStringEnumMemberName("new")] New,
}

/// <summary>What a stream keeps, of which subjects and for how long.</summary>
public sealed record StreamConfig
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Subjects { get; init; }

    public RetentionPolicy Retention { get; init; }

    public StorageType Storage { get; init; }

    public DiscardPolicy Discard { get; init; }

    /// <summary>Zero: for ever.</summary>
    public TimeSpan MaxAge { get; init; }

    /// <summary>-1: without bound.</summary>
    public long MaxBytes { get; init; } = -1;

    /// <summary>-1: without bound.</summary>
    [JsonPropertyName("max_msgs")]
    public long MaxMessages { get; init; } = -1;

    /// <summary>Within it a message id is stored once.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(2);

    [JsonPropertyName("num_replicas")]
    public int Replicas { get; init; } = 1;

    /// <summary>Messages can be read without the consumer machinery.</summary>
    public bool AllowDirect { get; init; }
}

/// <summary>A stream as the server sees it.</summary>
/// <param name="Created">When it was made; a snapshot brings it along.</param>
public sealed record StreamInfo(StreamConfig Config, StreamState State, DateTimeOffset Created);

/// <param name="LastSeq">0 while nothing was ever stored.</param>
public sealed record StreamState(long Messages, long Bytes, long FirstSeq, long LastSeq);
