using System.Diagnostics.Metrics;
using Kalshi.Venues;

namespace Kalshi.Silo.Ingest;

/// <summary>State of the line to Kalshi and of its feed, as metrics.</summary>
/// <remarks>A hosted service for its lifetime only: instruments are there from start to stop.</remarks>
sealed class VenueMetrics(RestLine line, KalshiFeed feed, BookAudit audit) : IHostedService, IDisposable
{
    readonly Meter _meter = new("Kalshi.Venues");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Gauge("kalshi.venue.clock_offset", "s", "The venue's clock minus ours", () => line.View().ClockOffset?.Offset.TotalSeconds);
        Gauge("kalshi.venue.clock_offset_uncertainty", "s", "How far the truth may lie to either side", () => line.View().ClockOffset?.Uncertainty.TotalSeconds);
        Gauge("kalshi.rest.budget_available", "1", "0 from a critical read that failed for want of budget to the next that succeeds", () => line.BudgetAvailable ? 1 : 0);
        Gauge("kalshi.rest.read_tokens", "{token}", "Left for reading; negative while reads wait", () => line.View().ReadTokens);
        Gauge("kalshi.rest.write_tokens", "{token}", "Left for writing", () => line.View().WriteTokens);
        Gauge("kalshi.rest.in_flight", "{call}", "Calls under way", () => line.View().InFlight);
        Gauge("kalshi.rest.open_circuits", "{endpoint}", "Endpoints that failed too often and rest", () => line.View().OpenCircuits.Count);
        _meter.CreateObservableCounter("kalshi.rest.rate_limited", () => line.View().RateLimited, "{answer}", "Answers of HTTP 429");
        Gauge("kalshi.feed.delta_age", "s", "Age of the last change of a book when it arrived, by our clock", () => feed.Health().DeltaAgeMs / 1000.0);
        Gauge("kalshi.feed.silent_channels", "{channel}", "Channels that were confirmed and have not said anything yet", () => feed.Health().SilentChannels?.Count);
        _meter.CreateObservableCounter("kalshi.feed.unknown_types", () => feed.Counters.UnknownTypes, "{frame}", "Frames of a type that the reader does not know");
        _meter.CreateObservableCounter("kalshi.feed.unknown_fields", () => feed.Counters.UnknownFields, "{field}", "Fields that the specification does not name");
        _meter.CreateObservableCounter("kalshi.books.distrusted", () => feed.Counters.Distrusted, "{book}", "Books in sequence that were wrong all the same");
        _meter.CreateObservableCounter("kalshi.books.audited", () => audit.Counters.Equal, "{book}", "Comparisons with REST that found the same best prices");
        _meter.CreateObservableCounter("kalshi.books.mismatched", () => audit.Counters.Mismatches, "{book}", "Comparisons with REST that found others");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    void Gauge(string name, string unit, string about, Func<double?> value) => _meter.CreateObservableGauge(
        name, () => value() is { } read ? [new Measurement<double>(read)] : Array.Empty<Measurement<double>>(), unit, about);
}
