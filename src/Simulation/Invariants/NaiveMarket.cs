using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Simulation.Invariants;

/// <summary>A market folded from the record in the most obvious way, to compare grains with.</summary>
sealed class NaiveMarket
{
    readonly SortedDictionary<long, long> _yes = [];
    readonly SortedDictionary<long, long> _no = [];
    readonly HashSet<(long Ts, double? Bid, double? Ask)> _shown = [];
    string? _session;
    long _sequence;

    /// <summary>empty, live or stale.</summary>
    internal string State { get; private set; } = "empty";

    internal string? Status { get; private set; }

    internal int? Outcome { get; private set; }

    internal IEnumerable<(long Price, long Size)> YesBids => _yes.Reverse().Select(l => (l.Key, l.Value));

    /// <summary>A NO bid at p is a YES ask at 1 - p.</summary>
    internal IEnumerable<(long Price, long Size)> YesAsks => _no.Reverse().Select(l => (Price.Scale - l.Key, l.Value));

    /// <summary>Whether its top of book was ever this, in cents, as of a time in Unix seconds.</summary>
    internal bool HasShown(long? ts, double? bid, double? ask) => ts is { } second && _shown.Contains((second, bid, ask));

    internal void Apply(DomainEvent payload)
    {
        switch (payload)
        {
            case OrderBookSnapshot e when e.Session != _session || e.Sequence > _sequence:
                (_session, _sequence, State) = (e.Session, e.Sequence, "live");
                Fill(_yes, e.YesBids);
                Fill(_no, e.NoBids);
                Show(e.Ts);
                break;
            case OrderBookDelta e when State != "empty" && !(e.Session == _session && e.Sequence <= _sequence):
                Delta(e);
                break;
            case FeedGap e when _session is null || _session == e.Session:
                Stale();
                break;
            case QuoteUpdate e:
                _shown.Add((e.Ts, e.YesBidSize is { IsZero: true } ? null : e.YesBid?.Cents, e.YesAskSize is { IsZero: true } ? null : e.YesAsk?.Cents));
                break;
            case MarketLifecycle e:
                Status = e.Status;
                break;
            case ContractUpdate e:
                Outcome = e.Outcome ?? Outcome;
                break;
        }
    }

    void Delta(OrderBookDelta delta)
    {
        if (State != "live")
        {
            if (delta.Session == _session)
                _sequence = delta.Sequence;
            return;
        }
        if (delta.Session != _session || delta.PreviousSequence != _sequence)
        {
            if (delta.Session == _session)
                _sequence = delta.Sequence;
            Stale();
            return;
        }
        _sequence = delta.Sequence;
        var bids = delta.Side == Side.Yes ? _yes : _no;
        var size = bids.GetValueOrDefault(delta.Price.Steps) + delta.Change.Steps;
        if (size == 0)
            bids.Remove(delta.Price.Steps);
        else
            bids[delta.Price.Steps] = size;
        Show(delta.Ts);
    }

    void Stale()
    {
        State = "stale";
        _yes.Clear();
        _no.Clear();
    }

    void Show(long ts) => _shown.Add((
        ts,
        _yes.Count > 0 ? _yes.Last().Key / 100.0 : null,
        _no.Count > 0 ? (Price.Scale - _no.Last().Key) / 100.0 : null));

    static void Fill(SortedDictionary<long, long> bids, IReadOnlyList<PriceLevel> levels)
    {
        bids.Clear();
        foreach (var level in levels)
            bids[level.Price.Steps] = level.Size.Steps;
    }
}
