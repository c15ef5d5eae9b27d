using System.Diagnostics;
using System.Diagnostics.Metrics;
using Kalshi.Silo.Operations;

namespace Kalshi.Silo.Telemetry;

/// <summary>What the status says, as metrics: ages, coverage, gate, decisions, orders, money and feeds.</summary>
/// <remarks>Read once a second and kept, so that a scrape costs no grain call and a collector sees what the page sees. While
/// the status cannot be read the ages grow stale on purpose: <c>kalshi_status_age_seconds</c> tells.</remarks>
sealed partial class SystemMetrics : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly StatusReader _reader;
    readonly Readiness _readiness;
    readonly TimeProvider _time;
    readonly ILogger<SystemMetrics> _logger;
    readonly Meter _meter = new("Kalshi.Silo");
    StatusView? _status;
    long _readAt;

    public SystemMetrics(StatusReader reader, Readiness readiness, TimeProvider time, ILogger<SystemMetrics> logger)
    {
        (_reader, _readiness, _time, _logger) = (reader, readiness, time, logger);
        _readAt = time.GetTimestamp();
        Ages();
        Trading();
        Money();
        Feeds();
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                _status = await _reader.ReadAsync();
                _readAt = _time.GetTimestamp();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogUnreadable(e);
            }
        }
    }

    void Ages()
    {
        var started = new DateTimeOffset(Process.GetCurrentProcess().StartTime).ToUnixTimeMilliseconds() / 1000.0;
        _meter.CreateObservableGauge("kalshi.process_start_time", () => started, "s", "When the process started, Unix seconds");
        _meter.CreateObservableGauge("kalshi.status.age", () => _time.GetElapsedTime(_readAt).TotalSeconds, "s", "Since the status was last read");
        _meter.CreateObservableGauge("kalshi.ready", () => _readiness.Missing.Count == 0 ? 1 : 0, "1", "1 when everything that start-up waits for is there");
        Gauge("kalshi.spot.age", "s", "Age of the newest spot price", s => s.Spot.AgeSeconds);
        Gauge("kalshi.quote.age", "s", "Age of the oldest quote of a tradable market", s => s.Markets.OldestQuoteAgeSeconds);
        Gauge("kalshi.snapshot.age", "s", "Age of the newest edge snapshots", s => s.Edges.AgeSeconds);
        Gauge("kalshi.markets.listed", "{market}", "Markets listed", s => s.Markets.Listed);
        Gauge("kalshi.markets.tradable", "{market}", "Active markets with a quote on both sides", s => s.Markets.Tradable);
        Gauge("kalshi.books.live", "{book}", "Order books in sequence", s => s.Markets.LiveBooks);
        Gauge("kalshi.books.stale", "{book}", "Order books that wait for a snapshot", s => s.Markets.StaleBooks);
    }

    void Trading()
    {
        _meter.CreateObservableGauge("kalshi.gate.mode", () => _status is { } s
            ? [new Measurement<int>((int)s.Gate.Mode, Tag("scope", s.Gate.Scope))]
            : Array.Empty<Measurement<int>>(), "1", "0 active, 1 reducing, 2 halted");
        _meter.CreateObservableGauge("kalshi.gate.reason", () => _status is { } s
            ? s.Gate.Reasons.Select(r => r.Code.Split(':')[0]).Distinct().Select(code => new Measurement<int>(1, Tag("code", code)))
            : [], "1", "1 for each reason why the gate is not active");
        Counter("kalshi.decisions", "{decision}", "Opportunity decisions since the start", s => s.Decisions.Decided);
        Counter("kalshi.takes", "{take}", "Decisions to trade since the start", s => s.Decisions.Takes);
        Counter("kalshi.takes.withheld", "{take}", "Takes that the gate let not become orders", s => s.Decisions.TakesWithheld);
        Counter("kalshi.orders", "{order}", "Orders opened since the start", s => s.Decisions.Orders);
    }

    void Money()
    {
        Gauge("kalshi.positions.open", "{position}", "Open positions", s => s.Positions.Open);
        Gauge("kalshi.orders.pending", "{order}", "Orders with a reservation", s => s.Positions.PendingOrders);
        Gauge("kalshi.cash.dollars", null, "Cash since the account's start", s => Dollars(s.Positions.Cash));
        Gauge("kalshi.pnl.realized.dollars", null, "Realised profit and loss, fees included", s => Dollars(s.Positions.RealizedPnl));
        Gauge("kalshi.fees.dollars", null, "Fees paid", s => Dollars(s.Positions.FeesPaid));
    }

    void Feeds()
    {
        PerFeed("kalshi.feed.frames", "{frame}", "Frames read, control frames included", f => f.FramesRead);
        PerFeed("kalshi.feed.published", "{event}", "Events that the bus stored", f => f.Published);
        PerFeed("kalshi.feed.duplicates", "{event}", "Frames whose event the bus held already", f => f.Duplicates);
        PerFeed("kalshi.feed.dead_letters", "{frame}", "Frames rejected with a reason", f => f.DeadLetters);
        PerFeed("kalshi.feed.unpublished", "{frame}", "Frames that the bus did not take", f => f.Unpublished);
        PerFeed("kalshi.sequence_gaps", "{gap}", "Sequence gaps and lost sessions", f => f.Gaps);
        _meter.CreateObservableGauge(
            "kalshi.feed.silence", () => OfFeeds(f => f.LastFrameAgeSeconds), "s", "Since the feed's last frame");
    }

    void Gauge(string name, string? unit, string about, Func<StatusView, double?> value) =>
        _meter.CreateObservableGauge(name, () => _status is { } s && value(s) is { } v ? [new Measurement<double>(v)] : Array.Empty<Measurement<double>>(), unit, about);

    void Counter(string name, string unit, string about, Func<StatusView, long> value) =>
        _meter.CreateObservableCounter(name, () => _status is { } s ? [new Measurement<long>(value(s))] : Array.Empty<Measurement<long>>(), unit, about);

    void PerFeed(string name, string unit, string about, Func<Ingest.FeedCounts, long> value) =>
        _meter.CreateObservableCounter(name, () => OfFeeds(f => value(f)), unit, about);

    IEnumerable<Measurement<double>> OfFeeds(Func<Ingest.FeedCounts, double?> value) =>
        _status is { } s
            ? s.Feeds.Where(f => value(f) is not null).Select(f => new Measurement<double>(value(f)!.Value, Tag("feed", f.Name)))
            : [];

    static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    // For a plot; the record keeps fixed-point money.
    static double Dollars(string money) => double.Parse(money, global::System.Globalization.CultureInfo.InvariantCulture);

    [LoggerMessage(6501, LogLevel.Warning, "The status could not be read for the metrics")]
    partial void LogUnreadable(Exception exception);
}
