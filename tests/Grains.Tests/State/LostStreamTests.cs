using Kalshi.Grains.Events;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading;
using Orleans.Storage;

namespace Kalshi.Grains.Tests.State;

/// <summary>The bus has lost its store, the database has not: sequences begin at 1 again, below every checkpoint.</summary>
/// <remarks>The first event of a new stream is here the gate's, for this record keeps all of them in one.</remarks>
public sealed class LostStreamTests
{
    const long StartTs = 1_800_000_000;
    static readonly MarketTicker Ticker = MarketTicker.Parse("KXBTCD-26NOV2117-T95249.99", "test");

    readonly MemoryStore _store = new();
    readonly MemoryRecord _record = new();
    readonly SettableTime _time = new(StartTs);

    [Fact]
    public async Task State_is_kept_and_the_new_stream_is_folded_into_it_from_its_first_event()
    {
        await RunAsync(quotes: 5);
        _record.Lose();

        var after = await RunAsync(quotes: 3);

        Assert.Equal((8, 4, true), (after.Events, after.Sequence, after.IsCarried));
    }

    [Fact]
    public async Task The_next_start_goes_on_from_the_new_streams_checkpoint()
    {
        await RunAsync(quotes: 5);
        _record.Lose();
        await RunAsync(quotes: 3);

        var after = await RunAsync(quotes: 4);

        Assert.Equal((12, 8, true), (after.Events, after.Sequence, after.IsCarried));
    }

    [Fact]
    public async Task A_new_stream_that_has_grown_beyond_the_checkpoint_is_still_read_from_its_beginning()
    {
        await RunAsync(quotes: 5);
        _record.Lose();

        var after = await RunAsync(quotes: 9);

        Assert.Equal((14, 10), (after.Events, after.Sequence));
    }

    [Fact]
    public async Task A_stream_that_was_set_back_is_another_one()
    {
        await RunAsync(quotes: 5);
        _record.SetBack(toSequence: 2);

        var after = await RunAsync(quotes: 6);

        // Two events are folded twice: that does no harm, one that is never folded does.
        Assert.Equal((13, 9, true), (after.Events, after.Sequence, after.IsCarried));
    }

    [Fact]
    public async Task A_crash_before_the_first_checkpoint_of_the_new_stream_reads_it_from_its_beginning_again()
    {
        await RunAsync(quotes: 5);
        _record.Lose();
        await RunAsync(quotes: 3, crash: true);

        var after = await RunAsync(quotes: 1);

        Assert.Equal((9, 5), (after.Events, after.Sequence));
    }

    [Fact]
    public async Task A_stream_that_is_the_same_is_not_carried_and_closes_nothing()
    {
        await RunAsync(quotes: 5);

        var after = await RunAsync(quotes: 3);

        Assert.Equal((8, 8, false), (after.Events, after.Sequence, after.IsCarried));
        await using var grains = await GrainsUnderTest.StartAsync(_store, _record, _time);
        Assert.Equal(GateMode.Active, (await grains.Gate.ViewAsync()).Mode);
    }

    [Fact]
    public async Task The_gate_closes_for_entries_with_an_event_that_says_why_until_an_operator_releases_it()
    {
        await RunAsync(quotes: 5);
        _record.Lose();

        await RunAsync(quotes: 1);

        await using var grains = await GrainsUnderTest.StartAsync(_store, _record, _time);
        var view = await grains.Gate.ViewAsync();
        Assert.Equal((GateMode.Reducing, "bus_replaced:MARKET_EVENTS"), (view.Mode, Assert.Single(view.Reasons).Code));
        var action = Assert.Single(_record.Of<OperatorAction>());
        Assert.Equal(("raise", "system"), (action.Action, action.Actor));
        Assert.Contains("MARKET_EVENTS is another stream than before", action.Reason, StringComparison.Ordinal);
        Assert.Equal(GateMode.Active, (await grains.Gate.ReleaseAsync("ada", "the bus is new")).Mode);
    }

    [Fact]
    public async Task A_generation_that_could_not_be_stored_is_counted_by_the_next_look()
    {
        await RunAsync(quotes: 5);
        _record.Lose();
        await using (var grains = await GrainsUnderTest.StartAsync(_store, _record, _time))
        {
            var stream = grains.Factory.GetGrain<IBusStreamGrain>(StreamNamespaces.BusStream);
            _store.Outage = new InconsistentStateException("the database is away");
            await Assert.ThrowsAnyAsync<Exception>(stream.IdentifyAsync);
            _store.Outage = null;

            Assert.Equal(2, (await stream.IdentifyAsync()).Generation);
        }
    }

    /// <summary>One life of the process: it meets <paramref name="quotes"/> new events of the market and saves, unless it crashes.</summary>
    async Task<(long Events, long Sequence, bool IsCarried)> RunAsync(int quotes, bool crash = false)
    {
        await using var grains = await GrainsUnderTest.StartAsync(_store, _record, _time);
        await grains.Factory.GetGrain<IBusStreamGrain>(StreamNamespaces.BusStream).NoteAsync();
        for (var i = 0; i < quotes; i++)
        {
            _time.Skip(1);
            _record.Append(new QuoteUpdate(Ticker, _time.NowTs, null, null, null, null, null, null, null, null, _time.NowTs * 1000));
        }
        var market = grains.Factory.GetGrain<IMarketGrain>(Ticker.Value);
        var digest = await market.DigestAsync();
        var view = await market.ViewAsync();
        if (crash)
            grains.Abandon();
        else
            await grains.Factory.GetGrain<IBusStreamGrain>(StreamNamespaces.BusStream).NoteAsync();
        return (view.Events, digest.Sequence, digest.IsCarried);
    }
}
