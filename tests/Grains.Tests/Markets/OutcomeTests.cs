using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Grains.Tests.Orders;
using Kalshi.Trading;

namespace Kalshi.Grains.Tests.Markets;

/// <summary>A market that reads its outcome settles what is held of it, at once and by itself.</summary>
public sealed class OutcomeTests
{
    const long StartTs = 1_800_000_000;

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task The_turn_that_reads_the_outcome_pays_it_out(int outcome)
    {
        LiveMarket.Record(_record, StartTs);
        await using (var before = await StartAsync())
        {
            await before.Factory.GetGrain<IOrderGrain>(OrderGrain.PaperId("a")).OpenAsync(new(
                "a", LiveMarket.Ticker, Side.Yes, Quantity.Parse("1.00", "test"), Price.Parse("0.4900", "test"), StartTs));
            Assert.Single((await before.Account.ViewAsync()).Open);
        }
        _record.Append(new ContractUpdate(
            LiveMarket.Ticker, StartTs + 60, 95_249.99, null, "greater", StartTs + 30, null, null, StartTs + 60, outcome, "linear_cent"));

        await using var after = await StartAsync();
        var held = (await after.Account.ViewAsync()).Cash;
        await after.Factory.GetGrain<IMarketGrain>(LiveMarket.Ticker.Value).ViewAsync();

        var account = await after.Account.ViewAsync();
        Assert.Equal((0, 1L, held + Money.FromSteps(outcome * Money.Scale)), (account.Open.Count, account.Settlements, account.Cash));
    }

    Task<GrainsUnderTest> StartAsync() =>
        GrainsUnderTest.StartAsync(_store, _record, _time, new EntryRules { MaxOpenPositions = 100, CooldownSeconds = 0 });
}
