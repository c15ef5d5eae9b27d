using System.Text;
using Kalshi.Bus.Watching;

namespace Kalshi.Bus.Tests;

public sealed class DeadLetterTests : IAsyncLifetime
{
    TestBus _bus = null!;

    public async Task InitializeAsync() => _bus = await TestBus.StartAsync();

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    Task RejectAsync(string origin, string reason, string body, string? identity = null) =>
        _bus.DeadLetters.RejectAsync(origin, reason, Encoding.UTF8.GetBytes(body), identity, CancellationToken.None);

    [Fact]
    public async Task A_rejected_message_is_kept_whole_with_origin_and_reason()
    {
        await RejectAsync("kalshi.ws", "price: '0.61x' is not a Price", "{\"type\":\"ticker\"}", "kalshi:7");
        var letter = (await _bus.DeadLetterReader.FindAsync(1))!;
        Assert.Equal(("dlq.kalshi.ws", "kalshi.ws", "price: '0.61x' is not a Price"), (letter.Subject, letter.Origin, letter.Reason));
        Assert.Equal(("kalshi:7", null, null), (letter.Identity, letter.OriginStream, letter.OriginSequence));
        Assert.Equal("{\"type\":\"ticker\"}", Encoding.UTF8.GetString(letter.Body.Span));
    }

    [Fact]
    public async Task The_same_identity_is_stored_once_and_none_each_time()
    {
        await RejectAsync("feed", "bad", "x", "same");
        await RejectAsync("feed", "bad", "x", "same");
        await RejectAsync("feed", "bad", "x");
        await RejectAsync("feed", "bad", "x");
        Assert.Equal(new DeadLetterCounts(3, 0), await _bus.DeadLetterReader.CountAsync());
    }

    [Theory]
    [InlineData("a b.c\r\nNats-Msg-Id: x", "dlq.a-b.c--Nats-Msg-Id:-x")]
    [InlineData("", "dlq.-")]
    [InlineData("feed.*.>", "dlq.feed.-.-")]
    [InlineData("größe", "dlq.gr--e")]
    public async Task A_hostile_origin_stays_in_its_place(string origin, string subject)
    {
        await RejectAsync(origin, "line\r\nbreak", "x");
        var letter = (await _bus.DeadLetterReader.FindAsync(1))!;
        Assert.Equal((subject, "line  break"), (letter.Subject, letter.Reason));
    }

    [Fact]
    public async Task A_long_reason_is_cut_below_200_characters()
    {
        await RejectAsync("feed", new('r', 5000), "x");
        Assert.Equal(199, (await _bus.DeadLetterReader.FindAsync(1))!.Reason.Length);
    }

    [Fact]
    public async Task The_newest_are_listed_first()
    {
        Assert.Empty(await _bus.DeadLetterReader.ListAsync(5));
        for (var i = 1; i <= 50; i++)
            await RejectAsync("feed", $"reason {i}", "x");
        Assert.Equal(Enumerable.Range(11, 40).Reverse().Select(i => (long)i), (await _bus.DeadLetterReader.ListAsync(40)).Select(l => l.Sequence));
        Assert.Equal(50, (await _bus.DeadLetterReader.ListAsync(1000)).Count);
        Assert.Null(await _bus.DeadLetterReader.FindAsync(51));
    }

    [Fact]
    public async Task An_event_that_was_never_valid_is_refused_to_the_dead_letters_and_the_next_one_published()
    {
        var publisher = _bus.Publisher();
        var invalid = Samples.Envelope(Samples.Quote()) with { IdempotencyKey = "made-up" };
        var refused = await publisher.SendAsync(invalid, CancellationToken.None);
        Assert.Contains("idempotency_key: 'made-up'", (await Assert.ThrowsAsync<EventRejectedException>(() => refused)).Message);
        Assert.Equal(1, (await publisher.PublishAsync(Samples.Envelope(Samples.Quote()))).Sequence);
        Assert.True((await publisher.PublishAsync(Samples.Envelope(Samples.Quote()))).Duplicate);
        Assert.Equal("dlq.kalshi.ws.quote_update", Assert.Single(await _bus.DeadLetterReader.ListAsync(5)).Subject);
        Assert.Equal((1, 1, 0, 1), (publisher.Counts.Published, publisher.Counts.Duplicates, publisher.Counts.Failures, publisher.Counts.Refused));
    }
}
