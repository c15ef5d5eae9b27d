namespace Kalshi.Storage.Tests;

/// <summary>Which markets an earlier run has left without an end.</summary>
[Collection(PostgresCollection.Name)]
public sealed class CatalogueQueriesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Markets_without_a_final_result_are_told_with_their_close_in_the_order_of_their_tickers()
    {
        var dsn = await postgres.MigratedDatabaseAsync();
        await using (var bus = new WriterHarness(dsn))
        {
            foreach (var (ticker, status, outcome, close) in ((string, string, int?, long)[])[
                ("KXBTC-OPEN", "active", null, Samples.Noon + 60), ("KXBTC-CLOSED", "closed", null, Samples.Noon),
                ("KXBTC-DETERMINED", "determined", 1, Samples.Noon), ("KXBTC-SETTLED", "finalized", 0, Samples.Noon),
                ("KXBTC-HALF", "finalized", null, Samples.Noon), ("KXBTC-OLD", "closed", null, Samples.Noon - 1)])
            {
                bus.Publish(Samples.Market(ticker, Samples.Noon - 100, status) with { CloseTs = close }, $"market_lifecycle:v1:{ticker}");
                bus.Publish(Samples.Contract(ticker, Samples.Noon - 100, outcome: outcome) with { CloseTs = close }, $"contract_update:v1:{ticker}");
            }
            bus.Publish(Samples.Market("KXBTC-BARE", Samples.Noon - 100, "active") with { CloseTs = Samples.Noon }, "market_lifecycle:v1:bare");
            await WriterHarness.DrainAsync(await bus.StartAsync());
        }
        await using var readers = StorageConnections.OpenReaders(new() { Dsn = dsn, PoolMin = 0 });

        var unsettled = await new CatalogueQueries(readers).UnsettledAsync(Samples.Noon, CancellationToken.None);

        Assert.Equal(
            [
                new("KXBTC-BARE", Samples.Noon), new("KXBTC-CLOSED", Samples.Noon), new("KXBTC-DETERMINED", Samples.Noon), new("KXBTC-HALF", Samples.Noon),
                new("KXBTC-OPEN", Samples.Noon + 60),
            ],
            unsettled);
    }
}
