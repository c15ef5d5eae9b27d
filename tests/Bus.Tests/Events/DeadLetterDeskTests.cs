using System.Text;

namespace Kalshi.Bus.Tests;

public sealed class DeadLetterDeskTests : IAsyncLifetime
{
    TestBus _bus = null!;
    DeadLetterDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _bus = await TestBus.StartAsync();
        _desk = new(_bus.JetStream);
    }

    public async Task DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _bus.DisposeAsync();
    }

    async Task<DeadLetter> RejectAsync(ReadOnlyMemory<byte> body)
    {
        await _bus.DeadLetters.RejectAsync("market.spot_ticks.BTC-USD", "a drill", body, null, CancellationToken.None);
        return (await _bus.DeadLetterReader.ListAsync(1))[0];
    }

    static byte[] Event(long sequence = 42) => EventJson.Serialize(Samples.Envelope(Samples.Spot(sequence)));

    [Fact]
    public async Task A_replayed_event_is_stored_again_byte_for_byte_even_within_the_duplicate_window()
    {
        var first = await _bus.Publisher().PublishAsync(Samples.Envelope(Samples.Spot(42)));
        var letter = await RejectAsync(Event());
        var second = await _desk.ReplayAsync(letter, "ada", "the grain is mended");
        Assert.False(second.Duplicate);
        Assert.True(second.Sequence > first.Sequence);
        var stored = (await _bus.JetStream.GetMessageAsync(StreamTopology.MarketEvents, second.Sequence))!;
        Assert.Equal(("market.spot_ticks.BTC-USD", Encoding.UTF8.GetString(Event())), (stored.Subject, Encoding.UTF8.GetString(stored.Payload.Span)));
    }

    [Fact]
    public async Task A_handled_letter_stays_with_who_and_why_and_is_handled_once()
    {
        var letter = await RejectAsync(Event());
        await _desk.ReplayAsync(letter, "ada", "mended");
        var kept = (await _bus.DeadLetterReader.FindAsync(letter.Sequence))!;
        Assert.Equal(Encoding.UTF8.GetString(letter.Body.Span), Encoding.UTF8.GetString(kept.Body.Span));
        Assert.Equal(("replayed", "ada", "mended"), (kept.Handled!.Disposition, kept.Handled.Actor, kept.Handled.Reason));

        var again = await Assert.ThrowsAsync<DeadLetterException>(() => _desk.OpenAsync(letter.Sequence));
        Assert.Contains($"{letter.Sequence} was replayed by ada", again.Message, StringComparison.Ordinal);
        // Two operators who both found it open.
        var race = await Assert.ThrowsAsync<DeadLetterException>(() => _desk.AcknowledgeAsync(letter, "bob", "noise"));
        Assert.Contains("was replayed by ada", race.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rubbish", "not JSON")]
    [InlineData("{}", "event_type: missing")]
    public async Task What_is_still_no_event_is_not_published_and_stays_open(string body, string reason)
    {
        var letter = await RejectAsync(Encoding.UTF8.GetBytes(body));
        var refusal = await Assert.ThrowsAsync<DeadLetterException>(() => _desk.ReplayAsync(letter, "ada", "hope"));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Null((await _bus.DeadLetterReader.FindAsync(letter.Sequence))!.Handled);
        Assert.Equal(0, (await _bus.JetStream.FindStreamAsync(StreamTopology.MarketEvents))!.State.Messages);
    }

    [Fact]
    public async Task An_event_of_an_older_version_is_replayed_as_it_was()
    {
        var body = File.ReadAllBytes(Repository.PathOf("tests", "Bus.Tests", "Events", "Schemas", "v1", "market_lifecycle.json")).AsMemory()[..^1];
        await _desk.ReplayAsync(await RejectAsync(body), "ada", "after the update");
        var consumer = await _bus.ConsumerAsync();
        Assert.Equal(1, Assert.Single(await TestBus.ReadAsync(consumer, 1)).Envelope.SchemaVersion);
    }

    [Fact]
    public async Task A_letter_that_is_not_there_is_said_to_be_missing() =>
        Assert.True((await Assert.ThrowsAsync<DeadLetterException>(() => _desk.OpenAsync(7))).IsMissing);

    [Fact]
    public async Task Open_letters_and_handled_ones_are_counted_and_marks_are_no_letters()
    {
        Assert.Equal(new(0, 0), await _bus.DeadLetterReader.CountAsync());
        var letters = new List<DeadLetter>();
        for (var i = 0; i < 5; i++)
            letters.Add(await RejectAsync(Event(i)));
        await _desk.AcknowledgeAsync(letters[1], "ada", "noise");
        await _desk.AcknowledgeAsync(letters[3], "ada", "noise");
        Assert.Equal(new(3, 2), await _bus.DeadLetterReader.CountAsync());
        Assert.Equal([5L, 4, 3, 2, 1], (await _bus.DeadLetterReader.ListAsync(10)).Select(l => l.Sequence));
        Assert.Equal([5L, 3, 1], (await _bus.DeadLetterReader.ListAsync(10, openOnly: true)).Select(l => l.Sequence));
        Assert.Null(await _bus.DeadLetterReader.FindAsync(6));
        await Assert.ThrowsAsync<DeadLetterException>(() => _desk.OpenAsync(6));

        // The mark of a letter that has gone by its age counts for nothing.
        await _bus.Connection.RequestAsync($"$JS.API.STREAM.PURGE.{StreamTopology.DeadLetter}", Encoding.UTF8.GetBytes("{\"seq\":3}"));
        Assert.Equal(new(2, 1), await _bus.DeadLetterReader.CountAsync());
    }

    [Fact]
    public async Task No_origin_can_pass_for_the_mark_of_a_letter()
    {
        await _bus.DeadLetters.RejectAsync("handled.1", "hostile", "x"u8.ToArray(), null, CancellationToken.None);
        Assert.Equal("dlq.-handled.1", Assert.Single(await _bus.DeadLetterReader.ListAsync(5)).Subject);
        Assert.Equal(new(1, 0), await _bus.DeadLetterReader.CountAsync());
    }
}
