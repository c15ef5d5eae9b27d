using System.Diagnostics.Metrics;
using Kalshi.Grains;

namespace Kalshi.Silo.Safety;

/// <summary>What the gate was last told of the system's health, by the names of the redesign document's triggers.</summary>
sealed class HealthMetrics : IDisposable
{
    readonly Meter _meter = new("Kalshi.Silo");

    internal HealthMetrics()
    {
        Gauge("kalshi.state_builder_consumer_lag", "s", "Age of the oldest event that the grains have not had", h => h.StateBuilderLag);
        Gauge("kalshi.persistence_consumer_lag", "s", "Age of the oldest event that PostgreSQL has not", h => h.PersistenceLag);
        Gauge("kalshi.quote_coverage.percent", null, "Share of tradable markets with a usable quote", h => h.QuoteCoveragePct);
    }

    internal HealthSample? Latest { get; set; }

    void Gauge(string name, string? unit, string about, Func<HealthSample, double?> value) => _meter.CreateObservableGauge(
        name, () => Latest is { } health && value(health) is { } v ? [new Measurement<double>(v)] : Array.Empty<Measurement<double>>(), unit, about);

    public void Dispose() => _meter.Dispose();
}
