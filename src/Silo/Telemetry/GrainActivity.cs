using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Kalshi.Silo.Telemetry;

/// <summary>What this process's grains do, by class: how many are in memory, and how the calls to them went.</summary>
/// <remarks>Both hosts count activations on the same instrument, <c>orleans-grains</c>; calls pass the filter. Events that
/// streams deliver, timers and reminders are no calls.</remarks>
sealed class GrainActivity : IIncomingGrainCallFilter, IDisposable
{
    const string HostMeter = "Microsoft.Orleans";
    const string Activations = "orleans-grains";
    const string ClassTag = "type";

    readonly ConcurrentDictionary<string, GrainTally> _tallies = new();
    readonly MeterListener _listener = new();
    readonly Meter _meter = new("Kalshi.Grains");
    readonly TimeProvider _time;

    public GrainActivity(TimeProvider time)
    {
        _time = time;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == HostMeter && instrument.Name == Activations)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((_, change, tags, _) => Changed(change, tags));
        _listener.Start();
        _meter.CreateObservableGauge("grains.activations", () => Measure(row => row.Activations), "{activation}", "Grains in memory");
        _meter.CreateObservableCounter("grains.calls", () => Measure(row => row.Calls), "{call}", "Calls to grains that have ended");
        _meter.CreateObservableCounter("grains.failures", () => Measure(row => row.Failures), "{call}", "Calls to grains that failed");
    }

    /// <summary>By name of the class.</summary>
    internal IReadOnlyList<GrainActivityRow> Read() =>
        [.. _tallies.Select(entry => entry.Value.Read(entry.Key)).OrderBy(row => row.Grain, StringComparer.Ordinal)];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var tally = Of(context.Grain.GetType().Name);
        var started = _time.GetTimestamp();
        var failed = true;
        try
        {
            await context.Invoke();
            failed = false;
        }
        finally
        {
            tally.Called(_time.GetElapsedTime(started), failed);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    void Changed(int change, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (tag, value) in tags)
        {
            if (tag == ClassTag && value is string name)
                Of(ShortName(name)).Activated(change);
        }
    }

    // Orleans names the assembly behind the class.
    static string ShortName(string name)
    {
        var full = name.Split(',')[0];
        return full[(full.LastIndexOf('.') + 1)..];
    }

    GrainTally Of(string name) => _tallies.GetOrAdd(name, static _ => new());

    IEnumerable<Measurement<long>> Measure(Func<GrainActivityRow, long> value) =>
        Read().Select(row => new Measurement<long>(value(row), new KeyValuePair<string, object?>("grain", row.Grain)));
}
