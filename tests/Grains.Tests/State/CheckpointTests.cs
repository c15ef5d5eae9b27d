using Kalshi.Grains.State;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Grains.Tests.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Kalshi.Grains.Tests.State;

public sealed class CheckpointTests
{
    const long StartTs = 1_800_000_000;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_market_goes_on_while_its_checkpoint_is_on_the_way_to_a_slow_database()
    {
        var record = new MemoryRecord();
        LiveMarket.Record(record, StartTs);
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var store = new MemoryStore
        {
            Writing = name =>
            {
                if (name != "market")
                    return Task.CompletedTask;
                begun.TrySetResult();
                return end.Task;
            },
        };
        await using var grains = await GrainsUnderTest.StartAsync(
            store, record, new SettableTime(StartTs),
            more: services => services.AddSingleton(new HotStateOptions { CheckpointInterval = TimeSpan.FromMilliseconds(20) }));
        var market = grains.Factory.GetGrain<IMarketGrain>(LiveMarket.Ticker.Value);
        await market.ViewAsync();
        await begun.Task.WaitAsync(Patience);

        try
        {
            // As events do, this waits for the turn before it.
            Assert.Equal(market.GetPrimaryKeyString(), (await market.DigestAsync().WaitAsync(Patience)).Key);
        }
        finally
        {
            end.SetResult();
        }
    }
}
