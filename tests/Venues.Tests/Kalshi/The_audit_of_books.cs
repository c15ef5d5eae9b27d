using Kalshi.Trading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using static Kalshi.Venues.Tests.SessionScript;

namespace Kalshi.Venues.Tests;

public class The_audit_of_books
{
    static readonly CancellationToken None = CancellationToken.None;
    static readonly Price Bid = Price.FromSteps(800);
    static readonly Price Ask = Price.FromSteps(4600);

    static BookSnapshotFrame Snapshot(long at, long bid = 800, long sequence = 1) => new(
        "s", at, 2, sequence, A, [new(Price.FromSteps(bid), Quantity.FromSteps(100))], [new(Price.FromSteps(5400), Quantity.FromSteps(100))]);

    static BookDeltaFrame Delta(long at, long sequence, long price, long change) => new(
        "s", at, 2, sequence, sequence - 1, A, Side.Yes, Price.FromSteps(price), Quantity.FromSteps(change), at);

    [Fact]
    public void What_was_shown_at_any_time_of_the_span_was_shown()
    {
        var tops = new BookTops();
        Assert.Null(tops.Observe(Snapshot(1000)));
        Assert.Null(tops.Observe(Delta(2000, 2, 900, 100)));
        Assert.Null(tops.Observe(Delta(3000, 3, 900, -100)));
        Assert.True(tops.Showed(A, Bid, Ask, 1500, 1600));
        Assert.True(tops.Showed(A, Price.FromSteps(900), Ask, 2999, 3500));
        Assert.False(tops.Showed(A, Price.FromSteps(900), Ask, 3001, 9000));
        Assert.False(tops.Showed(A, Price.FromSteps(900), Ask, 1000, 1999));
        Assert.True(tops.Showed(A, Bid, Ask, 8000, 9000));
        Assert.False(tops.Showed(A, null, Ask, 8000, 9000));
    }

    [Fact]
    public void What_cannot_be_told_is_not_judged()
    {
        var tops = new BookTops();
        Assert.Null(tops.Showed(A, Bid, Ask, 0, 9000));
        tops.Observe(Snapshot(1000));
        Assert.Null(tops.Showed(A, Bid, Ask, 999, 2000));
        for (var i = 0; i < 200; i++)
            tops.Observe(Delta(1001 + i, 2 + i, 900, i % 2 == 0 ? 100 : -100));
        Assert.Null(tops.Showed(A, Price.One, Ask, 1000, 2000));
        tops.Observe(new ContinuityLost("s", 1300, KalshiChannel.OrderBook, 2, [A], null, null, "gap"));
        Assert.Null(tops.Showed(A, Bid, Ask, 1290, 2000));
        Assert.Equal(0, tops.Count);
    }

    [Fact]
    public void Nothing_is_kept_of_markets_that_nobody_wants_any_more()
    {
        var tops = new BookTops();
        tops.Observe(Snapshot(1000));
        tops.Forget(ticker => ticker != A);
        Assert.Equal(0, tops.Count);
        Assert.Null(tops.Observe(Delta(1001, 2, 900, 100)));
        Assert.Equal(0, tops.Count);
    }

    [Fact]
    public void A_book_that_contradicts_itself_is_found_out()
    {
        var tops = new BookTops();
        tops.Observe(Snapshot(1000));
        Assert.Contains("leaves -100", tops.Observe(Delta(1001, 2, 800, -200)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_book_that_differs_from_REST_is_stale_and_asked_for_again()
    {
        var bid = "0.0800";
        await using var server = await ScriptedRest.StartAsync(context => context.Response.WriteAsync(
            $$$"""{"orderbooks":[{"ticker":"{{{A}}}","orderbook_fp":{"yes_dollars":[["{{{Volatile.Read(ref bid)}}}","300.00"]],"no_dollars":[["0.5400","20.00"]]}}]}"""));
        using var rest = server.Client();
        await using var venue = await ScriptedVenue.StartAsync();
        await using var running = new RunningFeed(venue, null, A);
        var audit = new BookAudit(running.Feed, rest, new() { Slack = TimeSpan.Zero }, TimeProvider.System, new Random(1), NullLogger<BookAudit>.Instance);
        var connection = await venue.AcceptAsync();
        await connection.ConfirmAsync(BookSid);
        await connection.SendAsync(SessionScript.Snapshot(1, A));
        await running.NextAsync<BookSnapshotFrame>();
        await Task.Delay(2);

        await audit.CompareAsync(None);
        Assert.Equal((1, 0), (audit.Counters.Equal, audit.Counters.Mismatches));

        Volatile.Write(ref bid, "0.0900");
        await audit.CompareAsync(None);
        Assert.Equal((1, 1, 0), (audit.Counters.Equal, audit.Counters.Mismatches, audit.Counters.Undecided));
        Assert.StartsWith("REST shows bid 0.0900, ask 0.4600", (await running.NextAsync<ContinuityLost>()).Reason, StringComparison.Ordinal);
        var command = await connection.ReceiveAsync();
        Assert.Equal("get_snapshot", command!.Value.GetProperty("params").GetProperty("action").GetString());
        Assert.Equal(1, running.Feed.Counters.Distrusted);

        await audit.CompareAsync(None);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_level_that_falls_below_nothing_makes_its_book_stale_and_asks_for_it_again()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        await using var running = new RunningFeed(venue, null, A, B);
        var connection = await venue.AcceptAsync();
        await connection.ConfirmAsync(BookSid);
        await connection.SendAsync(
            SessionScript.Snapshot(1, A), SessionScript.Snapshot(2, B), SessionScript.Delta(3, A).Replace("\"4.00\"", "\"-301.00\"", StringComparison.Ordinal));
        var lost = await running.NextAsync<ContinuityLost>();
        Assert.Equal([A], lost.Tickers);
        Assert.Contains("leaves -100 hundredths", lost.Reason, StringComparison.Ordinal);
        var command = await connection.ReceiveAsync();
        Assert.Equal("get_snapshot", command!.Value.GetProperty("params").GetProperty("action").GetString());
    }

    [Fact]
    public async Task A_question_that_REST_does_not_answer_judges_nothing()
    {
        await using var server = await ScriptedRest.StartAsync((400, "no"));
        using var rest = server.Client();
        await using var venue = await ScriptedVenue.StartAsync();
        await using var running = new RunningFeed(venue, null, A);
        var audit = new BookAudit(running.Feed, rest, new() { Slack = TimeSpan.Zero }, TimeProvider.System, new Random(1), NullLogger<BookAudit>.Instance);
        await audit.CompareAsync(None);
        Assert.Empty(server.Requests);
        var connection = await venue.AcceptAsync();
        await connection.ConfirmAsync(BookSid);
        await connection.SendAsync(SessionScript.Snapshot(1, A));
        await running.NextAsync<BookSnapshotFrame>();
        await audit.CompareAsync(None);
        Assert.Equal((1, 0), (audit.Counters.Failures, audit.Counters.Mismatches));
    }

    [Fact]
    public void Jobs_started_together_do_not_call_together()
    {
        var random = new Random(7);
        var starts = Enumerable.Range(0, 20).Select(_ => Stagger.First(TimeSpan.FromSeconds(15), random)).ToList();
        Assert.Equal(20, starts.Distinct().Count());
        Assert.All(starts, start => Assert.InRange(start, TimeSpan.Zero, TimeSpan.FromSeconds(15)));
    }
}
