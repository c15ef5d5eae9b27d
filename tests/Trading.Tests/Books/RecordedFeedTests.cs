using Xunit.Abstractions;

namespace Kalshi.Trading.Tests.Books;

/// <summary>Books rebuilt from what the venue really sent.</summary>
public class RecordedFeedTests(ITestOutputHelper output)
{
    static readonly Lazy<(string Capture, RecordedReplay Replay)[]> Replays =
        new(() => [.. Recording.Captures.Select(capture => (capture, RecordedReplay.Of(capture)))]);

    [RecordedFact]
    public void Every_recorded_delta_keeps_its_book_live_and_on_the_markets_grid()
    {
        foreach (var (capture, replay) in Replays.Value)
        {
            output.WriteLine($"{Path.GetFileName(capture)}: {replay.Snapshots} snapshots, {replay.Outcomes[BookOutcome.Applied]} deltas applied, at most {replay.MostLevels} levels a side, crossed after {replay.Crossed}, locked after {replay.Locked}");

            Assert.Equal([BookOutcome.Applied], replay.Outcomes.Keys);
            Assert.True(replay.Outcomes[BookOutcome.Applied] > 50_000);
            Assert.Equal(0, replay.OffGrid);
        }
    }

    [RecordedFact]
    public void Most_recorded_tickers_equal_the_top_of_the_rebuilt_book()
    {
        foreach (var (capture, replay) in Replays.Value)
        {
            var share = (double)replay.EqualPrices / replay.Tickers;
            output.WriteLine($"{Path.GetFileName(capture)}: of {replay.Tickers} tickers {replay.EqualPrices} have the prices of the top ({share:P1}), {replay.EqualSizes} its sizes too");

            Assert.True(share > 0.8, $"{capture}: {share:P1} of {replay.Tickers} tickers");
        }
    }

    [RecordedFact]
    public void Two_replays_of_a_capture_end_in_equal_books()
    {
        var (capture, first) = Replays.Value[0];
        var second = RecordedReplay.Of(capture);

        Assert.Equal(first.Books.Keys, second.Books.Keys);
        Assert.All(first.Books, pair => Assert.True(pair.Value.ContentEquals(second.Books[pair.Key])));
        Assert.Equal(first.Hashes, second.Hashes);
    }

    // The captures reconnect only for another market. But the venue ends a market with one more snapshot, in sequence: by then
    // tens of thousands of deltas must have taken away exactly what the first snapshot and they themselves had put there.
    [RecordedFact]
    public void A_later_snapshot_of_a_market_equals_the_book_rebuilt_from_the_deltas_before_it()
    {
        foreach (var (capture, replay) in Replays.Value)
        {
            var (market, sequence, levels, isEqual) = Assert.Single(replay.LaterSnapshots);
            output.WriteLine($"{Path.GetFileName(capture)}: {market} at {sequence}, {levels} levels, equal: {isEqual}");

            Assert.True(isEqual);
        }
    }

    [RecordedFact]
    public void A_checkpoint_in_the_middle_of_a_capture_changes_nothing()
    {
        var (capture, undisturbed) = Replays.Value[0];

        Assert.Equal(undisturbed.Hashes, RecordedReplay.Of(capture, restartEvery: 5_000).Hashes);
    }
}
