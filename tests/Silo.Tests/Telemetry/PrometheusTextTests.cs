using System.Diagnostics.Metrics;
using Kalshi.Silo.Telemetry;

namespace Kalshi.Silo.Tests.Telemetry;

public sealed class PrometheusTextTests : IDisposable
{
    readonly Meter _meter = new($"Kalshi.Test.{nameof(PrometheusTextTests)}");
    readonly PrometheusText _text = new();

    [Fact]
    public void A_counter_has_its_total_and_its_labels()
    {
        var gaps = _meter.CreateCounter<long>("kalshi.test.gaps", "{gap}", "Sequence gaps");
        gaps.Add(2, new KeyValuePair<string, object?>("feed", "kal\"shi"));
        gaps.Add(1, new KeyValuePair<string, object?>("feed", "kal\"shi"));

        Assert.Contains("# HELP kalshi_test_gaps_total Sequence gaps\n# TYPE kalshi_test_gaps_total counter\n", _text.Render());
        Assert.Contains("kalshi_test_gaps_total{feed=\"kal\\\"shi\"} 3\n", _text.Render());
    }

    [Fact]
    public void A_histogram_counts_everything_up_to_each_bound()
    {
        var latency = _meter.CreateHistogram(
            "kalshi.test.latency", "s", "Latency", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        latency.Record(0.1);
        latency.Record(0.5);
        latency.Record(7);

        var text = _text.Render();

        Assert.Contains("# TYPE kalshi_test_latency_seconds histogram\n", text);
        Assert.Contains(
            "kalshi_test_latency_seconds_bucket{le=\"0.1\"} 1\n"
            + "kalshi_test_latency_seconds_bucket{le=\"1\"} 2\n"
            + "kalshi_test_latency_seconds_bucket{le=\"+Inf\"} 3\n"
            + "kalshi_test_latency_seconds_sum 7.6\n"
            + "kalshi_test_latency_seconds_count 3\n", text);
    }

    [Fact]
    public void A_gauge_is_asked_when_it_is_rendered()
    {
        var age = 1.5;
        _meter.CreateObservableGauge("kalshi.test.age", () => age, "s");

        Assert.Contains("kalshi_test_age_seconds 1.5\n", _text.Render());
        age = 2;
        Assert.Contains("kalshi_test_age_seconds 2\n", _text.Render());
    }

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }
}
