using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading;

namespace Kalshi.Grains.Tests.Universe;

public sealed class UniverseTests
{
    const long StartTs = 1_800_000_000;
    const int Markets = 100;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly MemoryStore _store = new();
    readonly SettableTime _time = new(StartTs);

    [Fact]
    public async Task What_is_told_while_the_list_is_being_written_goes_with_the_next_write_all_together()
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var written = 0;
        _store.Writing = name =>
        {
            if (name == "universe" && Interlocked.Increment(ref written) == 1)
            {
                begun.SetResult();
                return end.Task;
            }
            return Task.CompletedTask;
        };
        await using var grains = await StartAsync();
        var first = Universe(grains).ListAsync(Market(0), null);
        await begun.Task.WaitAsync(Patience);

        var others = Enumerable.Range(1, Markets - 1).Select(i => Universe(grains).ListAsync(Market(i), null)).ToArray();
        // Nothing is listed before it is stored; and asked behind them, this is answered once all have told theirs.
        Assert.Empty(await Universe(grains).MarketsAsync());
        end.SetResult();
        await Task.WhenAll([first, .. others]).WaitAsync(Patience);

        Assert.Equal(Markets, (await Universe(grains).MarketsAsync()).Count);
        Assert.Equal(2, written);
    }

    [Fact]
    public async Task A_write_that_fails_fails_for_everyone_whose_news_it_had_and_they_may_tell_it_again()
    {
        await using var grains = await StartAsync();
        await Universe(grains).ListAsync(Market(0), null);

        _store.Outage = new IOException("the database is away");
        var told = new[] { Universe(grains).ListAsync(Market(1), null), Universe(grains).DelistAsync(Market(0)) };
        foreach (var one in told)
            await Assert.ThrowsAnyAsync<Exception>(() => one);
        Assert.Equal([Market(0)], await Universe(grains).MarketsAsync());

        _store.Outage = null;
        await Task.WhenAll(Universe(grains).ListAsync(Market(1), null), Universe(grains).DelistAsync(Market(0)));
        Assert.Equal([Market(1)], await Universe(grains).MarketsAsync());
    }

    [Fact]
    public async Task The_list_outlives_the_process_without_markets_that_closed_over_a_minute_ago()
    {
        await using (var grains = await StartAsync())
        {
            await Universe(grains).ListAsync(Market(0), StartTs);
            await Universe(grains).ListAsync(Market(1), StartTs + 3600);
            await Universe(grains).ListAsync(Market(2), null);
        }

        _time.Skip(61);
        await using var next = await StartAsync();
        Assert.Equal([Market(1), Market(2)], await Universe(next).MarketsAsync());
    }

    [Fact]
    public async Task What_is_listed_already_is_not_written_again()
    {
        var written = 0;
        await using var grains = await StartAsync();
        await Universe(grains).ListAsync(Market(0), StartTs + 60);
        _store.Written = (name, _) => written += name == "universe" ? 1 : 0;

        await Universe(grains).ListAsync(Market(0), StartTs + 60);
        await Universe(grains).DelistAsync(Market(1));
        Assert.Equal(0, written);

        await Universe(grains).ListAsync(Market(0), StartTs + 120);
        Assert.Equal(1, written);
    }

    static MarketTicker Market(int number) => MarketTicker.Parse($"KXBTCD-26NOV2117-T{95_000 + number}.99", "test");

    static IUniverseGrain Universe(GrainsUnderTest grains) => grains.Factory.GetGrain<IUniverseGrain>("BTC-USD");

    Task<GrainsUnderTest> StartAsync() => GrainsUnderTest.StartAsync(_store, new MemoryRecord(), _time);
}
