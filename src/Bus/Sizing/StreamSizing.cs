using Kalshi.Grains.Events;

namespace Kalshi.Bus.Sizing;

/// <summary>Measures what events would take on the bus: their rates by their own times, their bytes as they would be stored.</summary>
/// <remarks>Formula: seed 000, section 7.3: rate × bytes × retention × replicas × 1.3.</remarks>
public sealed class StreamSizing
{
    const string Source = "kalshi.rest";

    // A longer silence is a pause of the recorder, not of the venue.
    const long PauseMs = 60_000;

    readonly Dictionary<string, EventRate> _rates = [];
    readonly HashSet<EventRate> _ofRecording = [];
    long _coveredMs;
    long _lastMs = -1;

    /// <summary>The time that the events since the last call cover counts for those kinds of which there was one.</summary>
    public void EndRecording()
    {
        foreach (var rate in _ofRecording)
            rate.Cover(_coveredMs);
        _ofRecording.Clear();
        (_coveredMs, _lastMs) = (0, -1);
    }

    /// <summary>Adds one event as it would be published.</summary>
    /// <param name="atMs">When it was received, Unix milliseconds.</param>
    /// <exception cref="EventRejectedException">It would not be published.</exception>
    public void Add(DomainEvent payload, long atMs)
    {
        var subject = Subjects.Of(payload);
        var body = EventJson.Serialize(EventFactory.Create(payload, Source));
        var rate = RateOf(subject[..subject.LastIndexOf('.')]);
        rate.Add(atMs, body.Length, EventRate.StoredBytes(subject, body.Length));
        _ofRecording.Add(rate);
        if (_lastMs >= 0 && atMs - _lastMs is > 0 and < PauseMs and var step)
            _coveredMs += step;
        _lastMs = atMs;
    }

    /// <summary>The rows of the seed's table, those that were measured and those that follow from the settings.</summary>
    public IReadOnlyList<SizingRow> Rows(SizingAssumptions assumptions)
    {
        var measured = new List<SizingRow>
        {
            Row(assumptions, 1, Subjects.SpotTicks),
            Row(assumptions, assumptions.Markets, Subjects.QuoteUpdates),
            Row(assumptions, assumptions.Markets, Subjects.OrderBooks),
            Row(assumptions, assumptions.Markets, Subjects.Lifecycle, Subjects.ContractUpdates),
        };
        var perTick = assumptions.Markets / assumptions.EdgeInterval.TotalSeconds;
        measured.Add(Derived(assumptions, Subjects.EdgeSnapshots, perTick, SizingSamples.Edge));
        measured.Add(Derived(assumptions, Subjects.OpportunityDecisions, perTick, SizingSamples.Decision));
        // The seed's bar for a healthy system: below 0.1 % of all events.
        var all = measured.Sum(r => r.SustainedRate);
        var bytes = all > 0 ? measured.Sum(r => r.SustainedRate * r.PayloadBytes) / all : 0;
        measured.Add(SizingRow.Of(
            "dlq.>", all * SizingAssumptions.DeadLetterShare, measured.Sum(r => r.PeakRate) * SizingAssumptions.DeadLetterShare,
            bytes, bytes + EventRate.OverheadBytes, assumptions.DeadLetterRetention, assumptions, "0.1 % of all events"));
        return measured;
    }

    SizingRow Row(SizingAssumptions assumptions, int markets, params ReadOnlySpan<string> subjects)
    {
        var (sustained, peak, payload, stored) = (0.0, 0.0, 0.0, 0.0);
        foreach (var subject in subjects)
        {
            var rate = RateOf(subject);
            sustained += rate.Sustained;
            peak += rate.Peak;
            payload += rate.Sustained * rate.PayloadBytes;
            stored += rate.Sustained * rate.StoredBytesEach;
        }
        return SizingRow.Of(
            string.Join(" + ", subjects.ToArray()), sustained * markets, peak * markets, sustained > 0 ? payload / sustained : 0,
            sustained > 0 ? stored / sustained : 0, assumptions.Retention, assumptions,
            sustained == 0 ? "not in the recording" : markets == 1 ? "measured" : $"measured, times {markets} markets");
    }

    static SizingRow Derived(SizingAssumptions assumptions, string subject, double rate, DomainEvent sample)
    {
        var body = EventJson.Serialize(EventFactory.Create(sample, Source)).Length;
        // All of a tick's events come at once.
        return SizingRow.Of(
            subject, rate, assumptions.Markets, body, EventRate.StoredBytes(Subjects.Of(sample), body), assumptions.Retention, assumptions,
            $"settings: {assumptions.Markets} every {assumptions.EdgeInterval.TotalSeconds:0} s");
    }

    EventRate RateOf(string subject)
    {
        if (!_rates.TryGetValue(subject, out var rate))
            _rates[subject] = rate = new();
        return rate;
    }
}
