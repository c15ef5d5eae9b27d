using Kalshi.Venues;

namespace Kalshi.Backfill.Tests;

/// <summary>Trades and minutes of an hourly ladder, from both sides of the archive's border into PostgreSQL.</summary>
public sealed class BackfillTests(Venue venue) : IClassFixture<Venue>
{
    static readonly string[] Series = ["KXBTCD"];
    static readonly HistoryKind[] Kinds = [HistoryKind.Trades, HistoryKind.Candlesticks(CandlestickPeriod.Minute)];

    [Fact]
    public async Task Every_trade_of_the_range_is_stored_once_and_its_minutes_agree()
    {
        await using var store = await venue.DatabaseAsync();
        var done = await RunAsync(store);
        var expected = await VenuesTradesAsync();

        Assert.Equal((done.Pieces, 0L), (done.Done, done.Rejected));
        Assert.True(expected.Count > 100);
        Assert.Equal(expected.Order(StringComparer.Ordinal), await IdsAsync(store));
        Assert.Empty(await GapsAsync(store));
    }

    [Fact]
    public async Task A_second_run_has_nothing_to_do()
    {
        await using var store = await venue.DatabaseAsync();
        await RunAsync(store);
        var again = await RunAsync(store);

        Assert.Equal((0, 0L), (again.Pieces, again.Trades));
    }

    [Fact]
    public async Task An_interrupted_run_goes_on_at_its_page_and_ends_with_the_same_trades()
    {
        await using var store = await venue.DatabaseAsync();
        using var interrupt = new CancellationTokenSource();
        var pages = 0;
        // A page that is asked for by its cursor is not a market's first, and the one before it not its last.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(store, pageSize: 5, cancel: interrupt.Token, asking: address =>
        {
            if (address.AbsolutePath.EndsWith("/trades", StringComparison.Ordinal) && address.Query.Contains("cursor=", StringComparison.Ordinal) && ++pages == 3)
                interrupt.Cancel();
        }));
        var between = await GapsAsync(store);
        var stored = (await IdsAsync(store)).Count;
        var rest = await RunAsync(store, pageSize: 5);

        var interrupted = Assert.Single(between, g => g.Reason.StartsWith("interrupted after ", StringComparison.Ordinal));
        Assert.Matches("^interrupted after (5|10|15) rows$", interrupted.Reason);
        Assert.Contains(between, g => g.Reason == "never fetched");
        Assert.True(stored >= 15, $"three pages were followed by another, and {stored} trades are stored");
        var expected = await VenuesTradesAsync();
        Assert.Equal(expected.Order(StringComparer.Ordinal), await IdsAsync(store));
        Assert.Empty(await GapsAsync(store));
        // What was read on both sides of the border is counted twice, and stored once.
        Assert.True(rest.Trades + stored >= expected.Count);
    }

    [Fact]
    public async Task A_minute_whose_trades_do_not_sum_to_its_volume_is_a_gap()
    {
        await using var store = await venue.DatabaseAsync();
        await RunAsync(store);
        await using var delete = store.Database.CreateCommand(
            "DELETE FROM history.trade WHERE trade_id = (SELECT min(trade_id) FROM history.trade WHERE created_ms % 60000 <> 0) RETURNING ticker");
        var ticker = (string)(await delete.ExecuteScalarAsync())!;
        var gap = Assert.Single(await GapsAsync(store));

        Assert.Equal((ticker, "trades"), (gap.Ticker, gap.Kind));
        Assert.StartsWith("volume ", gap.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, 2, "neither a series")]
    [InlineData("KXBTCD", 2, 1, "before it begins")]
    public async Task A_request_that_makes_no_sense_is_refused(string series, long from, long to, string reason)
    {
        await using var store = await venue.DatabaseAsync();
        var (rest, http) = venue.Client();
        using var client = http;
        using var calls = rest;
        var request = new BackfillRequest(series.Length == 0 ? [] : [series], [], new(from, to), Kinds);
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() =>
            new Backfiller(rest, store, TimeProvider.System).RunAsync(request, new Heard(_ => { }), CancellationToken.None));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    async Task<BackfillProgress> RunAsync(
        HistoryStore store, int pageSize = 1000, Action<Uri>? asking = null, CancellationToken cancel = default)
    {
        var (rest, http) = venue.Client(pageSize, asking);
        using var client = http;
        using var calls = rest;
        return await new Backfiller(rest, store, TimeProvider.System).RunAsync(
            new(Series, [], venue.Range, Kinds), new Heard(_ => { }), cancel);
    }

    Task<IReadOnlyList<Gap>> GapsAsync(HistoryStore store) => new GapReport(store).FindAsync(Series, venue.Range, Kinds, CancellationToken.None);

    /// <summary>Ids of the venue's trades within the range, asked for market by market.</summary>
    async Task<SortedSet<string>> VenuesTradesAsync()
    {
        var (rest, http) = venue.Client();
        using var client = http;
        using var calls = rest;
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var market in (await rest.MarketsAsync(new MarketQuery(Series: "KXBTCD"), default)).Items
            .Concat((await rest.HistoricalMarketsAsync(new MarketQuery(Series: "KXBTCD"), default)).Items))
        {
            ids.UnionWith((await rest.TradesAsync(market.Ticker, venue.Range.From, venue.Range.To, 100_000, default)).Items.Select(t => t.TradeId));
            ids.UnionWith((await rest.HistoricalTradesAsync(market.Ticker, venue.Range.From, venue.Range.To, 100_000, default)).Items.Select(t => t.TradeId));
        }
        return ids;
    }

    static async Task<IReadOnlyList<string>> IdsAsync(HistoryStore store)
    {
        await using var command = store.Database.CreateCommand("SELECT trade_id FROM history.trade ORDER BY trade_id COLLATE \"C\"");
        await using var rows = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await rows.ReadAsync())
            ids.Add(rows.GetString(0));
        return ids;
    }

    /// <summary>Hears at once, on the thread that reports.</summary>
    sealed class Heard(Action<BackfillProgress> hear) : IProgress<BackfillProgress>
    {
        public void Report(BackfillProgress value) => hear(value);
    }
}
