using System.Text;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Servers;

namespace Kalshi.Bus.Tests;

public sealed class JetStreamClientTests : IClassFixture<NatsServer>, IAsyncLifetime
{
    static CancellationToken Bound => new CancellationTokenSource(TestBus.Patience).Token;

    readonly NatsServer _server;
    readonly string _stream = $"S{Guid.NewGuid():N}";
    NatsConnection _connection = null!;
    JetStreamClient _jetStream = null!;

    public JetStreamClientTests(NatsServer server) => _server = server;

    StreamConfig Config => new() { Name = _stream, Subjects = [$"{_stream}.>"], MaxAge = TimeSpan.FromHours(1), MaxBytes = 1 << 20 };

    string Subject(string token) => $"{_stream}.{token}";

    public async Task InitializeAsync()
    {
        _connection = await TestBus.ConnectAsync(_server.Url);
        _jetStream = new(_connection);
        await _jetStream.CreateStreamAsync(Config);
    }

    public async Task DisposeAsync() => await _connection.DisposeAsync();

    async Task<List<PublishAck>> PublishAsync(StreamPublisher publisher, int count, string token = "a")
    {
        var acks = new List<Task<PublishAck>>();
        for (var i = 0; i < count; i++)
            acks.Add(await publisher.SendAsync(Subject(token), new PublishExpectation($"{token}-{i}").ToHeaders(), Encoding.UTF8.GetBytes($"{i}"), Bound));
        return [.. await Task.WhenAll(acks)];
    }

    async Task<PullConsumer> ConsumerAsync(Func<ConsumerConfig, ConsumerConfig>? with = null, PullConsumerOptions? options = null)
    {
        var config = new ConsumerConfig { DurableName = "c" };
        var info = await _jetStream.CreateConsumerAsync(_stream, with?.Invoke(config) ?? config);
        return new(_connection, _stream, info.Name, options);
    }

    static string Text(JetStreamMessage message) => Encoding.UTF8.GetString(message.Payload.Span);

    [Fact]
    public async Task A_stream_is_created_found_changed_and_deleted()
    {
        Assert.Equal(TimeSpan.FromHours(1), (await _jetStream.FindStreamAsync(_stream))!.Config.MaxAge);
        Assert.Equal(1 << 19, (await _jetStream.UpdateStreamAsync(Config with { MaxBytes = 1 << 19 })).Config.MaxBytes);
        await _jetStream.DeleteStreamAsync(_stream);
        Assert.Null(await _jetStream.FindStreamAsync(_stream));
        Assert.Equal(JetStreamException.NotFound, (await Assert.ThrowsAsync<JetStreamException>(() => _jetStream.DeleteStreamAsync(_stream))).Code);
    }

    [Fact]
    public async Task What_JetStream_refuses_is_said_in_its_own_words()
    {
        var other = Config with { Name = $"{_stream}2" };
        var refused = await Assert.ThrowsAsync<JetStreamException>(() => _jetStream.CreateStreamAsync(other));
        Assert.Contains("subjects overlap", refused.Message);
        Assert.Throws<ArgumentException>(() => { _ = _jetStream.FindStreamAsync("a.b"); });
    }

    [Fact]
    public async Task A_message_id_is_stored_once_and_expectations_are_kept()
    {
        await using var publisher = new StreamPublisher(_connection);
        async Task<PublishAck> SendAsync(PublishExpectation expectation) =>
            await await publisher.SendAsync(Subject("a"), expectation.ToHeaders(), default, Bound);

        Assert.Equal(new(_stream, 1, false), await SendAsync(new("x")));
        Assert.Equal(new(_stream, 1, true), await SendAsync(new("x")));
        Assert.Equal(2, (await SendAsync(new("y", LastSequence: 1, LastMessageId: "x", Stream: _stream))).Sequence);
        Assert.Contains("wrong last sequence", (await Assert.ThrowsAsync<JetStreamException>(() => SendAsync(new("z", LastSequence: 1)))).Message);
        Assert.Contains("wrong last sequence", (await Assert.ThrowsAsync<JetStreamException>(() => SendAsync(new("z", LastSubjectSequence: 0)))).Message);
        Assert.Contains("expected stream", (await Assert.ThrowsAsync<JetStreamException>(() => SendAsync(new("z", Stream: "OTHER")))).Message);
        Assert.Equal((2, 1, 3), (publisher.Counts.Stored, publisher.Counts.Duplicates, publisher.Counts.Failed));
    }

    [Fact]
    public async Task Messages_are_read_by_sequence_and_by_subject()
    {
        await using var publisher = new StreamPublisher(_connection);
        await PublishAsync(publisher, 3);
        await PublishAsync(publisher, 2, "b");
        var message = await _jetStream.GetMessageAsync(_stream, 4);
        Assert.Equal((Subject("b"), 4, "b-0", "0"), (message!.Subject, message.Sequence, message.Headers["Nats-Msg-Id"]!, Encoding.UTF8.GetString(message.Payload.Span)));
        Assert.Equal(3, (await _jetStream.GetLastMessageAsync(_stream, Subject("a")))!.Sequence);
        Assert.Equal(4, (await _jetStream.GetNextMessageAsync(_stream, Subject("b"), 2))!.Sequence);
        Assert.Null(await _jetStream.GetMessageAsync(_stream, 99));
    }

    [Fact]
    public async Task A_pull_consumer_reads_everything_in_order_and_is_done_with_what_it_acknowledges()
    {
        await using var publisher = new StreamPublisher(_connection);
        await PublishAsync(publisher, 3000);
        await using var consumer = await ConsumerAsync();
        var read = new List<string>();
        while (read.Count < 3000)
        {
            foreach (var message in await consumer.FetchAsync(100, TestBus.Patience, Bound))
            {
                read.Add(Text(message));
                await consumer.AcknowledgeAsync(message.ReplySubject);
            }
        }
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"{i}"), read);
        Assert.Empty(await consumer.FetchAsync(100, TimeSpan.Zero, Bound));
        await _connection.FlushAsync(Bound);
        var info = await _jetStream.FindConsumerAsync(_stream, "c");
        Assert.Equal((0, 0, 3000), (info!.Pending, info.NumAckPending, info.AckFloor.StreamSeq));
    }

    [Fact]
    public async Task A_fetch_returns_as_soon_as_a_message_comes()
    {
        await using var publisher = new StreamPublisher(_connection);
        await using var consumer = await ConsumerAsync();
        var fetching = consumer.FetchAsync(10, TestBus.Patience, Bound).AsTask();
        await PublishAsync(publisher, 1);
        Assert.Equal("0", Text(Assert.Single(await fetching)));
    }

    [Fact]
    public async Task What_is_given_back_comes_again_and_what_is_terminated_does_not()
    {
        await using var publisher = new StreamPublisher(_connection);
        await PublishAsync(publisher, 2);
        await using var consumer = await ConsumerAsync();
        var first = await FetchAllAsync(consumer, 2);
        await consumer.ExtendAsync(first[0].ReplySubject);
        await consumer.RejectAsync(first[0].ReplySubject, TimeSpan.FromMilliseconds(10));
        await consumer.TerminateAsync(first[1].ReplySubject);
        var again = Assert.Single(await consumer.FetchAsync(2, TestBus.Patience, Bound));
        Assert.Equal(("0", 2, 1), (Text(again), again.Delivery.Deliveries, again.Delivery.StreamSequence));
        await consumer.AcknowledgeAsync(again.ReplySubject);
        await _connection.FlushAsync(Bound);
        Assert.Equal(0, (await _jetStream.FindConsumerAsync(_stream, "c"))!.NumAckPending);
    }

    [Fact]
    public async Task What_is_not_acknowledged_in_time_comes_again()
    {
        await using var publisher = new StreamPublisher(_connection);
        await PublishAsync(publisher, 1);
        await using var consumer = await ConsumerAsync(c => c with { AckWait = TimeSpan.FromMilliseconds(100) });
        Assert.Equal(1, Assert.Single(await consumer.FetchAsync(1, TestBus.Patience, Bound)).Delivery.Deliveries);
        Assert.Equal(2, Assert.Single(await consumer.FetchAsync(1, TestBus.Patience, Bound)).Delivery.Deliveries);
    }

    [Fact]
    public async Task A_pull_that_expires_is_asked_again()
    {
        await using var publisher = new StreamPublisher(_connection);
        await using var consumer = await ConsumerAsync(
            options: new() { Expires = TimeSpan.FromMilliseconds(200), Heartbeat = TimeSpan.FromMilliseconds(90) });
        Assert.Empty(await consumer.FetchAsync(5, TimeSpan.FromMilliseconds(700), Bound));
        await PublishAsync(publisher, 5);
        Assert.Equal(5, (await FetchAllAsync(consumer, 5)).Count);
        Assert.Equal(0, consumer.Stalls);
    }

    [Fact]
    public async Task A_consumer_that_is_deleted_under_its_reader_says_so()
    {
        await using var consumer = await ConsumerAsync();
        var fetching = consumer.FetchAsync(5, TestBus.Patience, Bound).AsTask();
        await _connection.FlushAsync(Bound);
        await _jetStream.DeleteConsumerAsync(_stream, "c");
        var failure = await Assert.ThrowsAsync<NatsException>(() => fetching);
        Assert.Contains("Consumer Deleted", failure.Message);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_anew_when_it_speaks_again()
    {
        await using var proxy = new FaultProxy(_server.Port);
        await using var through = await TestBus.ConnectAsync(proxy.Url);
        await using var publisher = new StreamPublisher(_connection);
        // A message may be sent into the dead connection before the server notices: it comes again after the ack wait.
        await _jetStream.CreateConsumerAsync(_stream, new() { DurableName = "c", AckWait = TimeSpan.FromMilliseconds(500) });
        await using var consumer = new PullConsumer(through, _stream, "c", new() { Heartbeat = TimeSpan.FromMilliseconds(50) });
        Assert.Empty(await consumer.FetchAsync(5, TimeSpan.FromMilliseconds(10), Bound));
        proxy.DropToClient();
        Assert.Empty(await consumer.FetchAsync(5, TimeSpan.FromMilliseconds(400), Bound));
        Assert.True(consumer.Stalls > 0);
        proxy.Cut();
        await PublishAsync(publisher, 1);
        Assert.Single(await consumer.FetchAsync(5, TestBus.Patience, Bound));
    }

    [Fact]
    public async Task A_silence_that_lasts_fails_the_fetch_and_a_later_fetch_goes_on()
    {
        await using var proxy = new FaultProxy(_server.Port);
        await using var through = await TestBus.ConnectAsync(proxy.Url);
        await using var publisher = new StreamPublisher(_connection);
        await _jetStream.CreateConsumerAsync(_stream, new() { DurableName = "c", AckWait = TimeSpan.FromMilliseconds(500) });
        await using var consumer = new PullConsumer(
            through, _stream, "c", new() { Heartbeat = TimeSpan.FromMilliseconds(50), SilenceMax = TimeSpan.FromMilliseconds(300) });
        proxy.DropToClient();
        var failure = await Assert.ThrowsAsync<NatsTimeoutException>(async () => await consumer.FetchAsync(5, TestBus.Patience, Bound));
        Assert.StartsWith($"consumer c of {_stream} has not answered for 0.", failure.Message);
        proxy.Cut();
        await PublishAsync(publisher, 1);
        Assert.Single(await RetryAsync(() => consumer.FetchAsync(5, TestBus.Patience, Bound)));
    }

    /// <summary>Until the new session is up the server stays as silent as before.</summary>
    static async Task<IReadOnlyList<JetStreamMessage>> RetryAsync(Func<ValueTask<IReadOnlyList<JetStreamMessage>>> fetch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await fetch();
            }
            catch (NatsTimeoutException) when (attempt < 100)
            {
            }
        }
    }

    [Fact]
    public async Task An_unnamed_consumer_starts_at_a_sequence_and_sees_its_subjects_only()
    {
        await using var publisher = new StreamPublisher(_connection);
        await PublishAsync(publisher, 4);
        await PublishAsync(publisher, 4, "b");
        var info = await _jetStream.CreateConsumerAsync(_stream, new()
        {
            DeliverPolicy = DeliverPolicy.ByStartSequence,
            OptStartSeq = 6,
            FilterSubject = Subject("b"),
            AckPolicy = AckPolicy.None,
            MemoryStorage = true,
            InactiveThreshold = TimeSpan.FromMinutes(1),
        });
        Assert.Equal(3, info.Pending);
        await using var consumer = new PullConsumer(_connection, _stream, info.Name);
        Assert.Equal(["1", "2", "3"], (await FetchAllAsync(consumer, 3)).Select(Text));
    }

    [Theory]
    [InlineData("$JS.ACK.S.C.2.10.7.1771016400000000000.5", true)]
    [InlineData("$JS.ACK.domain.hash.S.C.2.10.7.1771016400000000000.5", true)]
    [InlineData("$JS.ACK.domain.hash.S.C.2.10.7.1771016400000000000.5.random", true)]
    [InlineData("$JS.ACK.S.C.2.10.7.1771016400000000000", false)]
    [InlineData("$JS.ACK.S.C.x.10.7.1771016400000000000.5", false)]
    [InlineData("reply.to", false)]
    [InlineData("", false)]
    public void A_delivery_is_described_by_its_reply_subject(string reply, bool ok)
    {
        Assert.Equal(ok, DeliveryInfo.TryParse(reply, out var info));
        if (ok)
            Assert.Equal(new("S", "C", 2, 10, 7, DateTimeOffset.FromUnixTimeSeconds(1_771_016_400), 5), info);
    }

    [Theory]
    [InlineData("""{"stream":"S","seq":7}""", true)]
    [InlineData("""{"stream":"S","domain":"d","seq":7,"duplicate":true}""", true)]
    [InlineData("""{"error":{"code":503,"err_code":10008,"description":"busy"},"stream":"S","seq":0}""", false)]
    [InlineData("""{"stream":"S"}""", false)]
    [InlineData("""{"seq":7}""", false)]
    [InlineData("""{"stream":"S","seq":"7"}""", false)]
    [InlineData("+OK", false)]
    [InlineData("", false)]
    public void An_acknowledgement_names_stream_and_sequence_or_is_none(string json, bool stored)
    {
        var reply = PublishReply.Read(Encoding.UTF8.GetBytes(json), "S");
        Assert.Equal(stored, reply.Stored);
        if (!stored)
            Assert.NotEmpty(reply.Error!);
    }

    static async Task<List<JetStreamMessage>> FetchAllAsync(PullConsumer consumer, int count)
    {
        var all = new List<JetStreamMessage>();
        while (all.Count < count && await consumer.FetchAsync(count - all.Count, TestBus.Patience, Bound) is { Count: > 0 } batch)
            all.AddRange(batch);
        return all;
    }
}
