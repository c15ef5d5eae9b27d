using System.Diagnostics.Metrics;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Bus.Watching;

/// <summary>Looks at streams, consumers and dead letters, and shows what it saw last as metrics.</summary>
public sealed partial class BusWatch : IDisposable
{
    readonly JetStreamClient _jetStream;
    readonly StreamTopologyOptions _topology;
    readonly DeadLetterReader _deadLetters;
    readonly ILogger _log;
    readonly Meter _meter = new("Kalshi.Bus");

    public BusWatch(JetStreamClient jetStream, StreamTopologyOptions topology, ILogger? log = null)
    {
        _jetStream = jetStream;
        _topology = topology;
        _deadLetters = new(jetStream);
        _log = log ?? NullLogger.Instance;
        Gauge("bus.stream.messages", "messages", "Messages that a stream holds", v => v.Streams.Select(s => Of(s.Messages, s.Stream)));
        Gauge("bus.stream.size", "By", "Bytes that a stream holds", v => v.Streams.Select(s => Of(s.Bytes, s.Stream)));
        Gauge("bus.stream.max_size", "By", "Bytes that a stream may hold", v => v.Streams.Select(s => Of(s.MaxBytes, s.Stream)));
        Gauge("bus.stream.drifts", "settings", "Settings in which a stream differs from the configuration",
            v => v.Streams.Select(s => Of(v.Drifts.Count(d => d.Stream == s.Stream), s.Stream)));
        Gauge("bus.consumer.lag", "messages", "Messages that a consumer has not acknowledged", v => v.Consumers.Select(c => Of(c.Lag, c.Stream, c.Consumer)));
        Gauge("bus.consumer.lag_time", "s", "Age of the oldest message that a consumer has not acknowledged",
            v => v.Consumers.Select(c => Of(c.LagSeconds ?? 0, c.Stream, c.Consumer)));
        Gauge("bus.consumer.in_flight", "messages", "Messages delivered and not acknowledged", v => v.Consumers.Select(c => Of(c.InFlight, c.Stream, c.Consumer)));
        Gauge("bus.consumer.redelivered", "messages", "Unacknowledged messages that were delivered more than once",
            v => v.Consumers.Select(c => Of(c.Redelivered, c.Stream, c.Consumer)));
        Gauge<long>("bus.dead_letters", "messages", "Dead letters by state",
            v => [new(v.DeadLetters.Open, new KeyValuePair<string, object?>("state", "open")), new(v.DeadLetters.Handled, new KeyValuePair<string, object?>("state", "handled"))]);
    }

    /// <summary>What was seen last; null before the first look.</summary>
    public BusView? Latest { get; private set; }

    /// <summary>Looks, and keeps what it saw.</summary>
    /// <exception cref="NatsException">The bus does not answer; what was seen last stays.</exception>
    public async Task<BusView> LookAsync(CancellationToken cancellationToken = default)
    {
        var streams = new List<StreamStatus>();
        var consumers = new List<ConsumerStatus>();
        var drifts = new List<StreamDrift>();
        foreach (var expected in StreamTopology.Streams(_topology))
        {
            var there = await _jetStream.FindStreamAsync(expected.Name, cancellationToken);
            drifts.AddRange(StreamDrift.Between(expected, there?.Config));
            if (there is null)
                continue;
            var state = there.State;
            streams.Add(new(expected.Name, state.Messages, state.Bytes, there.Config.MaxBytes, state.FirstSeq, state.LastSeq));
            foreach (var consumer in await _jetStream.ListConsumersAsync(expected.Name, cancellationToken))
                consumers.Add(await StatusOfAsync(consumer, cancellationToken));
        }
        var view = new BusView(streams, consumers, await _deadLetters.CountAsync(cancellationToken), drifts);
        // Each once: an operator who changes a stream on purpose is not told every few seconds.
        foreach (var drift in drifts.Except(Latest?.Drifts ?? []))
            LogDrift(drift.Stream, drift.Setting, drift.Actual, drift.Expected);
        Latest = view;
        return view;
    }

    public void Dispose() => _meter.Dispose();

    async Task<ConsumerStatus> StatusOfAsync(ConsumerInfo consumer, CancellationToken cancellationToken)
    {
        var lag = consumer.Pending + consumer.NumAckPending;
        var oldest = lag == 0 ? null
            : await _jetStream.GetNextMessageAsync(consumer.StreamName, consumer.Config.FilterSubject ?? ">", consumer.AckFloor.StreamSeq + 1, cancellationToken);
        // The server's clock and ours may differ by a little.
        var age = oldest is null ? (double?)null : Math.Max(0, (_jetStream.Connection.Time.GetUtcNow() - oldest.Stored).TotalSeconds);
        return new(consumer.StreamName, consumer.Name, lag, age, consumer.NumAckPending, consumer.NumRedelivered);
    }

    void Gauge<T>(string name, string unit, string description, Func<BusView, IEnumerable<Measurement<T>>> read)
        where T : struct => _meter.CreateObservableGauge(name, () => Latest is { } view ? read(view) : [], unit, description);

    static Measurement<T> Of<T>(T value, string stream, string? consumer = null)
        where T : struct => consumer is null
            ? new(value, new KeyValuePair<string, object?>("stream", stream))
            : new(value, new KeyValuePair<string, object?>("stream", stream), new KeyValuePair<string, object?>("consumer", consumer));

    [LoggerMessage(2111, LogLevel.Warning, "Stream {Stream}: {Setting} is {Actual}, the configuration says {Expected}; nothing was changed")]
    partial void LogDrift(string stream, string setting, string actual, string expected);
}
