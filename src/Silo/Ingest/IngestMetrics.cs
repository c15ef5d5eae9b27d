using System.Diagnostics.Metrics;
using Kalshi.Grains.Events;

namespace Kalshi.Silo.Ingest;

/// <summary>What became of frames, by the names that seed 001 gives: trades, changes of the best bid and offer, latency.</summary>
sealed class IngestMetrics : IDisposable
{
    readonly Meter _meter = new("Kalshi.Ingest");
    readonly Counter<long> _trades;
    readonly Counter<long> _quotes;
    readonly Histogram<double> _latency;

    internal IngestMetrics()
    {
        _trades = _meter.CreateCounter<long>("kalshi.trades_processed", "{trade}", "Spot trades on the bus");
        _quotes = _meter.CreateCounter<long>("kalshi.bbo_updates", "{quote}", "Quotes on the bus");
        _latency = _meter.CreateHistogram<double>("kalshi.processing_latency", "s", "From a frame being taken to its event being on the bus");
    }

    internal void Stored(DomainEvent payload, TimeSpan latency)
    {
        _latency.Record(latency.TotalSeconds);
        if (payload is SpotTick)
            _trades.Add(1);
        else if (payload is QuoteUpdate)
            _quotes.Add(1);
    }

    public void Dispose() => _meter.Dispose();
}
