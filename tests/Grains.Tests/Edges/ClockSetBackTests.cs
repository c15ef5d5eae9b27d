using Kalshi.Grains.Edges;
using Kalshi.Grains.Events;
using Kalshi.Grains.Tests.Hosting;

namespace Kalshi.Grains.Tests.Edges;

/// <summary>A second is ticked once, whatever becomes of the clock: the snapshots of a second tick would be lost as duplicates, and a
/// decision would stand on what is not on the record.</summary>
public sealed class ClockSetBackTests
{
    const long StartTs = 1_800_000_000;
    const string Product = "BTC-USD";

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);

    [Fact]
    public async Task After_the_clock_was_set_back_nothing_is_ticked_until_time_has_passed_again_not_even_by_the_next_process()
    {
        await using (var before = await StartAsync())
        {
            await UntilTickedAsync(StartTs);
            _time.Skip(-30);
            await UntilRefusedAsync(before);
        }

        await using var after = await StartAsync();
        await UntilRefusedAsync(after);
        _time.Skip(30);
        Assert.Equal([StartTs], Ticked);

        _time.Skip(1);
        await UntilTickedAsync(StartTs + 1);
        Assert.Equal([StartTs, StartTs + 1], Ticked);
        await Eventually.TrueAsync(async () => (await Edges(after).LatestAsync()).Error != EdgeGrain.ClockSetBack, "the reason is gone");
    }

    IEnumerable<long> Ticked => _record.Of<EdgeTick>().Select(tick => tick.AsOfTs);

    Task UntilTickedAsync(long ts) => Eventually.TrueAsync(() => Task.FromResult(Ticked.Contains(ts)), $"{ts} is ticked");

    static Task UntilRefusedAsync(GrainsUnderTest grains) =>
        Eventually.TrueAsync(async () => (await Edges(grains).LatestAsync()).Error == EdgeGrain.ClockSetBack, "it says that the clock was set back");

    static IEdgeGrain Edges(GrainsUnderTest grains) => grains.Factory.GetGrain<IEdgeGrain>(Product);

    async Task<GrainsUnderTest> StartAsync()
    {
        var grains = await GrainsUnderTest.StartAsync(_store, _record, _time, edges: new EdgeGrainOptions { Interval = TimeSpan.FromMilliseconds(20) });
        await Edges(grains).EnsureRunningAsync();
        return grains;
    }
}
