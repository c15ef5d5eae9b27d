using FsCheck;
using FsCheck.Fluent;
using Kalshi.Trading.Volatility;

namespace Kalshi.Trading.Tests.Volatility;

public sealed class SpotHistoryTests
{
    static readonly Gen<(int Ts, int Price)[]> Ticks = Gen.ArrayOf(
        from ts in Gen.Choose(0, 60)
        from price in Gen.Choose(1, 1_000)
        select (ts, price));

    [Fact]
    public void With_room_for_all_it_holds_one_price_a_second_in_order() => Property.Asserted(Ticks, ticks =>
    {
        var history = new SpotHistory(100);
        var expected = new SortedDictionary<long, double>();
        foreach (var (ts, price) in ticks)
        {
            history.Add(ts, price);
            if (!expected.ContainsKey(ts) || ts == expected.Keys.Max())
                expected[ts] = price;
        }
        Assert.Equal(expected.Select(e => new SpotPoint(e.Key, e.Value)), history.Points.ToArray());
    });

    [Fact]
    public void At_capacity_the_newest_seconds_stay() => Property.Asserted(Ticks, ticks =>
    {
        var history = new SpotHistory(7);
        foreach (var (ts, price) in ticks)
        {
            history.Add(ts, price);
            Assert.InRange(history.Count, 1, 7);
            Assert.Equal(history.Points.ToArray().OrderBy(p => p.Ts), history.Points.ToArray());
        }
        var newest = ticks.Select(t => (long)t.Ts).DefaultIfEmpty(0).Max();
        Assert.Equal(ticks.Length == 0 ? null : newest, history.Latest?.Ts);
    });

    [Fact]
    public void In_order_the_window_slides_over_the_last_seconds() => Property.Asserted(
        from capacity in Gen.Choose(2, 600)
        from count in Gen.Choose(1, 2_000)
        select (capacity, count),
        drawn =>
        {
            var history = new SpotHistory(drawn.capacity);
            for (var ts = 1; ts <= drawn.count; ts++)
                Assert.Equal(SpotTickOutcome.Added, history.Add(ts, ts));
            Assert.Equal(
                Enumerable.Range(1, drawn.count).TakeLast(drawn.capacity).Select(ts => new SpotPoint(ts, ts)), history.Points.ToArray());
        });

    [Fact]
    public void Each_tick_is_answered_with_what_became_of_it()
    {
        var history = new SpotHistory(3);
        Assert.Null(history.Latest);
        Assert.Equal(SpotTickOutcome.InvalidPrice, history.Add(1, 0));
        Assert.Equal(SpotTickOutcome.InvalidPrice, history.Add(1, double.NaN));
        Assert.Equal(SpotTickOutcome.Added, history.Add(10, 1));
        Assert.Equal(SpotTickOutcome.Replaced, history.Add(10, 2));
        Assert.Equal(SpotTickOutcome.Added, history.Add(12, 3));
        Assert.Equal(SpotTickOutcome.Added, history.Add(11, 4));
        Assert.Equal(SpotTickOutcome.LateDuplicate, history.Add(11, 5));
        Assert.Equal(SpotTickOutcome.TooOld, history.Add(9, 6));
        Assert.Equal(SpotTickOutcome.Added, history.Add(15, 7));
        Assert.Equal(SpotTickOutcome.Added, history.Add(14, 8));
        Assert.Equal([new(12, 3), new(14, 8), new(15, 7)], history.Points.ToArray());
        Assert.Equal([new(14, 8), new(15, 7)], history.Since(13).ToArray());
    }
}
