using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Invariants;

/// <summary>When everything has come to rest, the grains say what the record says: as many ticks, the same books, the same
/// status and outcomes, and the whole stream is acknowledged.</summary>
sealed class NoEventIsLost(Facts facts) : Invariant("no event is lost", facts)
{
    internal override void Finished(FinalState final)
    {
        var bus = final.Bus;
        Require(bus.Acknowledged == bus.Market.Count, $"{bus.Market.Count} market events, acknowledged up to {bus.Acknowledged}");

        var markets = new Dictionary<string, NaiveMarket>();
        long ticks = 0;
        SpotTick? latest = null;
        foreach (var stored in bus.Market)
        {
            if (stored.Payload is SpotTick tick)
            {
                ticks++;
                latest = latest is null || tick.Ts >= latest.Ts ? tick : latest;
                continue;
            }
            if (!markets.TryGetValue(stored.Payload.Key, out var market))
                markets.Add(stored.Payload.Key, market = new());
            market.Apply(stored.Payload);
        }
        Require(final.Spot.Ticks == ticks, $"{ticks} ticks are recorded, the grain has {final.Spot.Ticks}");
        Require(final.Spot.Ts == latest?.Ts && final.Spot.Price == latest?.Price, $"the newest tick is {latest}, the grain has {final.Spot.Price} of {final.Spot.Ts}");
        foreach (var (view, book) in final.Markets.Zip(final.Books))
        {
            var truth = markets.GetValueOrDefault(view.Market.Value) ?? new NaiveMarket();
            Require(view.Outcome == truth.Outcome, $"{view.Market} ended {truth.Outcome}, the grain has {view.Outcome}");
            Require(book.State == truth.State, $"the book of {view.Market} is {truth.State}, the grain has {book.State} ({book.Reason})");
            Require(Same(book.YesBids, truth.YesBids) && Same(book.YesAsks, truth.YesAsks), $"the book of {view.Market} differs from the record's");
        }
    }

    static bool Same(IReadOnlyList<Grains.BookRow> rows, IEnumerable<(long Price, long Size)> levels) =>
        rows.Select(r => (r.Price.Steps, r.Size.Steps)).SequenceEqual(levels);
}
