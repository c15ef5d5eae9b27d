using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Kalshi.Silo.Telemetry;

/// <summary>The process's System.Diagnostics.Metrics in Prometheus' text format (exposition format 0.0.4).</summary>
/// <remarks>Written here because no exporter package for it restores from every registry we build on.</remarks>
sealed class PrometheusText : IDisposable
{
    readonly MeterListener _listener = new();
    readonly ConcurrentDictionary<(Instrument Instrument, string Labels), double> _values = new();
    readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Distribution> _distributions = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Kalshi", StringComparison.Ordinal) || instrument.Meter.Name is "System.Runtime" or "Npgsql")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    internal string Render()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var group in _values.GroupBy(v => v.Key.Instrument).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var kind = IsCounter(group.Key) ? "counter" : "gauge";
            var name = Name(group.Key) + (kind == "counter" ? "_total" : "");
            Header(text, name, kind, group.Key.Description);
            foreach (var ((_, labels), value) in group.OrderBy(v => v.Key.Labels, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value:R}\n");
        }
        foreach (var group in _distributions.GroupBy(v => v.Key.Instrument).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var name = Name(group.Key);
            Header(text, name, "histogram", group.Key.Description);
            foreach (var ((_, labels), distribution) in group.OrderBy(v => v.Key.Labels, StringComparer.Ordinal))
                distribution.Render(text, name, labels);
        }
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument, Labels(tags));
        if (instrument is Histogram<double> or Histogram<long> or Histogram<int>)
            _distributions.GetOrAdd(key, _ => new(BoundsOf(instrument))).Add(value);
        else if (instrument.IsObservable || instrument is Gauge<long> or Gauge<double>)
            _values[key] = value;
        else
            _values.AddOrUpdate(key, value, (_, held) => held + value);
    }

    static IReadOnlyList<double> BoundsOf(Instrument instrument) =>
        (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? Distribution.Seconds;

    static bool IsCounter(Instrument instrument) =>
        instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal)
        || instrument.GetType().Name.StartsWith("ObservableCounter", StringComparison.Ordinal);

    static void Header(StringBuilder text, string name, string kind, string? description)
    {
        if (!string.IsNullOrEmpty(description))
            text.Append("# HELP ").Append(name).Append(' ').Append(description.ReplaceLineEndings(" ")).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(kind).Append('\n');
    }

    static string Name(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_').Replace('-', '_');
        return instrument.Unit switch
        {
            "s" => name + "_seconds",
            "ms" => name + "_milliseconds",
            "By" => name + "_bytes",
            _ => name,
        };
    }

    static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var text = new StringBuilder("{");
        foreach (var (key, value) in tags)
        {
            if (text.Length > 1)
                text.Append(',');
            var label = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(key.Replace('.', '_').Replace('-', '_')).Append("=\"")
                .Append(label.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
        }
        return text.Append('}').ToString();
    }
}
