using Kalshi.Bus.Sizing;

namespace Kalshi.Bus.Tests;

public sealed class StreamSizingTests
{
    const long Start = Samples.Ts * 1000;

    static SizingRow Row(StreamSizing sizing, string subjects, SizingAssumptions? assumptions = null) =>
        sizing.Rows(assumptions ?? new()).Single(r => r.Subjects == subjects);

    /// <summary>Two deltas a second for ten seconds, four in one of them, and one lifecycle in all that time.</summary>
    static StreamSizing Recorded()
    {
        var sizing = new StreamSizing();
        sizing.Add(Samples.Lifecycle(), Start);
        for (var i = 0; i <= 20; i++)
            sizing.Add(Samples.Delta(i + 2, i + 1), Start + (500 * i));
        sizing.Add(Samples.Delta(100, 99), Start + 9_600);
        sizing.Add(Samples.Delta(101, 100), Start + 9_700);
        sizing.EndRecording();
        return sizing;
    }

    [Fact]
    public void Rates_are_those_of_the_recorded_time_and_of_its_busiest_second()
    {
        var row = Row(Recorded(), "market.order_books");
        // 23 deltas within 10 s, four of them in the ninth second although the order of time was broken.
        Assert.Equal(23 / 10.0, row.SustainedRate, 0.1);
        Assert.Equal(4, row.PeakRate);
        Assert.Equal(EventJson.Serialize(Samples.Envelope(Samples.Delta())).Length, row.PayloadBytes, 5.0);
        Assert.True(row.StoredBytes > row.PayloadBytes + 100);
    }

    [Fact]
    public void What_is_rare_is_counted_over_the_time_of_its_recording() =>
        Assert.Equal(0.1, Row(Recorded(), "market.lifecycle + market.contract_updates").SustainedRate, 0.01);

    [Fact]
    public void The_disk_is_the_seeds_formula()
    {
        var row = Row(Recorded(), "market.order_books", new() { Retention = TimeSpan.FromHours(10), Replicas = 3 });
        Assert.Equal(row.SustainedRate * row.StoredBytes * 36_000 * 3 * 1.3, row.DiskBytes, 1.0);
    }

    [Fact]
    public void A_recording_of_one_market_is_multiplied_and_the_spot_is_not()
    {
        var sizing = Recorded();
        sizing.Add(Samples.Spot(1), Start);
        sizing.Add(Samples.Spot(2), Start + 1000);
        sizing.EndRecording();
        var (one, forty) = (sizing.Rows(new()), sizing.Rows(new() { Markets = 40 }));
        Assert.Equal(one.Select(r => r.Subjects), forty.Select(r => r.Subjects));
        Assert.Equal(one[0].SustainedRate, forty[0].SustainedRate);
        Assert.Equal(40 * one[2].SustainedRate, forty[2].SustainedRate, 0.001);
        Assert.Equal(4, Row(sizing, "strategy.edge_snapshots", new() { Markets = 40 }).SustainedRate);
    }

    [Fact]
    public void A_pause_of_the_recorder_is_no_time()
    {
        var sizing = new StreamSizing();
        foreach (var at in (long[])[0, 1000, 2000, 3_600_000, 3_601_000])
            sizing.Add(Samples.Spot(at), Start + at);
        sizing.EndRecording();
        Assert.Equal(5 / 3.0, Row(sizing, "market.spot_ticks").SustainedRate, 0.001);
    }

    [Fact]
    public void Dead_letters_are_the_seeds_share_of_all()
    {
        var rows = Recorded().Rows(new());
        Assert.Equal(rows.SkipLast(1).Sum(r => r.SustainedRate) / 1000, rows[^1].SustainedRate, 1e-9);
        Assert.Equal(("dlq.>", 336.0), (rows[^1].Subjects, rows[^1].RetentionHours));
    }

    [Fact]
    public void What_would_not_be_published_is_not_counted() =>
        Assert.Throws<EventRejectedException>(() => new StreamSizing().Add(Samples.Spot() with { ProductId = "" }, Start));
}
