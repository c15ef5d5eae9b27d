using Kalshi.Bus.JetStream;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Bus;

/// <summary>Sizes and ages of the streams.</summary>
public sealed record StreamTopologyOptions
{
    /// <summary>How long events are kept (BUS_STREAM_RETENTION_HOURS, default: 168 h).</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(168);

    /// <summary>How long dead letters are kept (default: 336 h, so that they outlive what they refer to).</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.FromHours(336);

    /// <summary>The server reserves the bytes of all streams when it creates them (default: 8 GiB).</summary>
    public long MarketMaxBytes { get; init; } = 8L << 30;

    /// <summary>Default: 2 GiB.</summary>
    public long StrategyMaxBytes { get; init; } = 2L << 30;

    /// <summary>Default: 1 GiB.</summary>
    public long ExecutionMaxBytes { get; init; } = 1L << 30;

    /// <summary>Default: 256 MiB.</summary>
    public long DeadLetterMaxBytes { get; init; } = 256L << 20;

    /// <summary>Within it an idempotency key is stored once (default: 120 s).</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromSeconds(120);
}

/// <summary>A setting in which a stream differs from what this version would create.</summary>
public sealed record StreamDrift(string Stream, string Setting, string Expected, string Actual);

/// <summary>The streams of the system and their subjects.</summary>
public static partial class StreamTopology
{
    public const string MarketEvents = "MARKET_EVENTS";
    public const string StrategyEvents = "STRATEGY_EVENTS";
    public const string ExecutionEvents = "EXECUTION_EVENTS";
    public const string DeadLetter = "DEAD_LETTER";

    public static IReadOnlyList<StreamConfig> Streams(StreamTopologyOptions options) =>
    [
        Stream(MarketEvents, "market.>", options.Retention, options.MarketMaxBytes, options),
        Stream(StrategyEvents, "strategy.>", options.Retention, options.StrategyMaxBytes, options),
        Stream(ExecutionEvents, "execution.>", options.Retention, options.ExecutionMaxBytes, options),
        Stream(DeadLetter, "dlq.>", options.DeadLetterRetention, options.DeadLetterMaxBytes, options),
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
                drifts.AddRange(Compare(expected, there.Config));
            else
                await jetStream.CreateStreamAsync(expected, cancellationToken);
        }
        foreach (var drift in drifts)
            LogDrift(log ?? NullLogger.Instance, drift.Stream, drift.Setting, drift.Actual, drift.Expected);
        return drifts;
    }

    static StreamConfig Stream(string name, string subjects, TimeSpan retention, long maxBytes, StreamTopologyOptions options) => new()
    {
        Name = name,
        Subjects = [subjects],
        MaxAge = retention,
        MaxBytes = maxBytes,
        DuplicateWindow = options.DuplicateWindow,
    };

    static IEnumerable<StreamDrift> Compare(StreamConfig expected, StreamConfig actual)
    {
        (string Setting, object Expected, object Actual)[] settings =
        [
            ("subjects", string.Join(',', expected.Subjects), string.Join(',', actual.Subjects)),
            ("retention", expected.Retention, actual.Retention),
            ("storage", expected.Storage, actual.Storage),
            ("discard", expected.Discard, actual.Discard),
            ("max_age", expected.MaxAge, actual.MaxAge),
            ("max_bytes", expected.MaxBytes, actual.MaxBytes),
            ("max_msgs", expected.MaxMessages, actual.MaxMessages),
            ("duplicate_window", expected.DuplicateWindow, actual.DuplicateWindow),
            ("num_replicas", expected.Replicas, actual.Replicas),
        ];
        return settings.Where(s => !s.Expected.Equals(s.Actual))
            .Select(s => new StreamDrift(expected.Name, s.Setting, s.Expected.ToString()!, s.Actual.ToString()!));
    }

    [LoggerMessage(2101, LogLevel.Warning, "Stream {Stream}: {Setting} is {Actual}, this version would create it with {Expected}; change it by hand if that is not meant")]
    static partial void LogDrift(ILogger log, string stream, string setting, string actual, string expected);
}
