using Kalshi.Bus.JetStream;
using Kalshi.Grains;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Bus;

/// <summary>Sizes and ages of the streams.</summary>
public sealed record StreamTopologyOptions
{
    /// <summary>How long events are kept (BUS_STREAM_RETENTION_HOURS, default: 168 h).</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(168);

    /// <summary>How long dead letters are kept (BUS_DEAD_LETTER_RETENTION_HOURS, default: 336 h, so that they outlive what they refer to).</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.FromHours(336);

    /// <summary>The server reserves the bytes of all streams when it creates them (default: 8 GiB).</summary>
    public long MarketMaxBytes { get; init; } = 8L << 30;

    /// <summary>Default: 2 GiB.</summary>
    public long StrategyMaxBytes { get; init; } = 2L << 30;

    /// <summary>Default: 1 GiB.</summary>
    public long ExecutionMaxBytes { get; init; } = 1L << 30;

    /// <summary>BUS_DEAD_LETTER_MAX_MB, default: 256 MiB.</summary>
    public long DeadLetterMaxBytes { get; init; } = 256L << 20;

    /// <summary>Within it an idempotency key is stored once (BUS_DUPLICATE_WINDOW_SECONDS, default: 120 s).</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromSeconds(120);
}

/// <summary>The streams of the system and their subjects.</summary>
public static partial class StreamTopology
{
    public const string MarketEvents = StreamNamespaces.BusStream;
    public const string StrategyEvents = "STRATEGY_EVENTS";
    public const string ExecutionEvents = "EXECUTION_EVENTS";
    public const string DeadLetter = "DEAD_LETTER";

    public static IReadOnlyList<StreamConfig> Streams(StreamTopologyOptions options) =>
    [
        // Old events make room for new ones: a full stream must not stop what happens now, and PostgreSQL has the old ones.
        Stream(MarketEvents, "market.>", options.Retention, options.MarketMaxBytes, DiscardPolicy.Old, options.DuplicateWindow),
        Stream(StrategyEvents, "strategy.>", options.Retention, options.StrategyMaxBytes, DiscardPolicy.Old, options.DuplicateWindow),
        Stream(ExecutionEvents, "execution.>", options.Retention, options.ExecutionMaxBytes, DiscardPolicy.Old, options.DuplicateWindow),
        Stream(DeadLetter, "dlq.>", options.DeadLetterRetention, options.DeadLetterMaxBytes, DiscardPolicy.Old, options.DuplicateWindow),
    ];

    /// <summary>The stream that holds a subject.</summary>
    /// <exception cref="ArgumentException">The subject belongs to none.</exception>
    public static string StreamOf(string subject) => subject.Split('.', 2)[0] switch
    {
        "market" => MarketEvents,
        "strategy" => StrategyEvents,
        "execution" => ExecutionEvents,
        Subjects.DeadLetters => DeadLetter,
        _ => throw new ArgumentException($"'{subject}' belongs to no stream"),
    };

    /// <summary>Creates the streams that are missing. One that is there is left as it is, and reported where it differs: its
    /// owner may have resized it on purpose, and a change of limits can delete data.</summary>
    public static async Task<IReadOnlyList<StreamDrift>> ProvisionAsync(
        JetStreamClient jetStream, StreamTopologyOptions options, ILogger? log = null, CancellationToken cancellationToken = default)
    {
        var drifts = new List<StreamDrift>();
        foreach (var expected in Streams(options))
        {
            if (await jetStream.FindStreamAsync(expected.Name, cancellationToken) is { } there)
                drifts.AddRange(StreamDrift.Between(expected, there.Config));
            else
                await jetStream.CreateStreamAsync(expected, cancellationToken);
        }
        foreach (var drift in drifts)
            LogDrift(log ?? NullLogger.Instance, drift.Stream, drift.Setting, drift.Actual, drift.Expected);
        return drifts;
    }

    static StreamConfig Stream(string name, string subjects, TimeSpan maxAge, long maxBytes, DiscardPolicy discard, TimeSpan duplicateWindow) => new()
    {
        Name = name,
        Subjects = [subjects],
        MaxAge = maxAge,
        MaxBytes = maxBytes,
        Discard = discard,
        DuplicateWindow = duplicateWindow,
    };

    [LoggerMessage(2101, LogLevel.Warning, "Stream {Stream}: {Setting} is {Actual}, this version would create it with {Expected}; change it by hand if that is not meant")]
    static partial void LogDrift(ILogger log, string stream, string setting, string actual, string expected);
}
