using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Positions;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Grains.Tests.Orders;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Operations;
using Kalshi.Trading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Grains.Tests.Markets;

/// <summary>What nobody asks for is looked after all the same.</summary>
public sealed class WatchdogTests
{
    const long StartTs = 1_800_000_000;

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);

    [Fact]
    public async Task A_market_that_settled_while_its_grain_was_away_settles_the_position_after_the_start()
    {
        LiveMarket.Record(_record, StartTs);
        await using (var before = await StartAsync())
        {
            await BuyAsync(before);
            Assert.Single((await before.Account.ViewAsync()).Open);
        }
        EndMarket();

        await using var after = await StartAsync();
        Assert.Single((await after.Account.ViewAsync()).Open);

        await UntilSettledAsync(after);
    }

    [Fact]
    public async Task A_position_that_was_bought_after_its_market_had_told_its_end_is_paid_out()
    {
        LiveMarket.Record(_record, StartTs);
        EndMarket();
        await using var grains = await StartAsync();
        await grains.Factory.GetGrain<IMarketGrain>(LiveMarket.Ticker.Value).ViewAsync();

        await BuyAsync(grains);
        Assert.Single((await grains.Account.ViewAsync()).Open);

        await UntilSettledAsync(grains);
    }

    [Fact]
    public async Task A_market_whose_outcome_contradicts_an_earlier_one_keeps_no_other_from_being_paid()
    {
        var other = MarketTicker.Parse("KXBTCD-26NOV2117-T99999.99", "test");
        foreach (var market in (MarketTicker[])[LiveMarket.Ticker, other])
        {
            LiveMarket.Record(_record, StartTs, market);
            EndMarket(market);
        }
        await using var grains = await StartAsync();
        await AwakeAsync(LiveMarket.Ticker);
        await AwakeAsync(other);
        await BuyAsync(grains, "a");
        await grains.Account.SettleAsync(LiveMarket.Ticker, outcome: 0, StartTs);
        await BuyAsync(grains, "b");
        await BuyAsync(grains, "c", other);

        await Assert.ThrowsAsync<LedgerException>(() => EndedMarkets.PayOutAsync(grains.Factory, OrderGrain.PaperAccount));

        Assert.Equal([LiveMarket.Ticker], (await grains.Account.ViewAsync()).Open.Select(position => position.Market));

        // A market tells its end as it wakes: nobody holds anything then.
        async Task AwakeAsync(MarketTicker market) => await grains.Factory.GetGrain<IMarketGrain>(market.Value).ViewAsync();
    }

    static async Task UntilSettledAsync(GrainsUnderTest grains)
    {
        using var watchdog = new StrategyWatchdog(
            grains.Factory, grains.Venues, SiloOptionsReader.Read(new Knobs(new ConfigurationBuilder().Build())), new Readiness(), TimeProvider.System,
            NullLogger<StrategyWatchdog>.Instance);
        await watchdog.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(async () => (await grains.Account.ViewAsync()) is { Open.Count: 0, Settlements: 1 }, "the position is settled");
        await watchdog.StopAsync(CancellationToken.None);
    }

    Task BuyAsync(GrainsUnderTest grains, string key = "a", MarketTicker? market = null) => grains.Factory.GetGrain<IOrderGrain>(OrderGrain.PaperId(key)).OpenAsync(new(
        key, market ?? LiveMarket.Ticker, Side.Yes, Quantity.Parse("1.00", "test"), Price.Parse("0.4900", "test"), _time.NowTs));

    void EndMarket(MarketTicker? market = null) => _record.Append(
        new ContractUpdate(market ?? LiveMarket.Ticker, StartTs + 60, 95_249.99, null, "greater", StartTs + 30, null, null, StartTs + 60, 1, "linear_cent"));

    Task<GrainsUnderTest> StartAsync() =>
        GrainsUnderTest.StartAsync(_store, _record, _time, new EntryRules { MaxOpenPositions = 100, CooldownSeconds = 0 });
}
