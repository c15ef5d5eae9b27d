using System.Text;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Servers;

namespace Kalshi.Bus.Tests;

public sealed class StreamPublisherTests(NatsServer server) : IClassFixture<NatsServer>
{
    static CancellationToken Bound => new CancellationTokenSource(TestBus.Patience).Token;

    readonly string _stream = $"P{Guid.NewGuid():N}";

    async Task<JetStreamClient> StreamAsync(NatsConnection connection)
    {
        var jetStream = new JetStreamClient(connection);
        await jetStream.CreateStreamAsync(new() { Name = _stream, Subjects = [_stream], MaxBytes = 64 << 20 });
        return jetStream;
    }

    ValueTask<Task<PublishAck>> SendAsync(StreamPublisher publisher, int i, CancellationToken cancellationToken = default) =>
        publisher.SendAsync(_stream, new PublishExpectation($"{i}").ToHeaders(), Encoding.UTF8.GetBytes($"{i}"), cancellationToken);

    [Fact]
    public async Task Calls_that_are_not_awaited_keep_their_order_even_when_the_window_is_full()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        var jetStream = await StreamAsync(connection);
        await using var publisher = new StreamPublisher(connection, new() { Window = 4 });
        var sending = Enumerable.Range(0, 500).Select(i => SendAsync(publisher, i).AsTask()).ToList();
        var acks = await Task.WhenAll(await Task.WhenAll(sending));
        Assert.Equal(Enumerable.Range(1, 500).Select(i => (long)i), acks.Select(a => a.Sequence));
        Assert.Equal("499", Encoding.UTF8.GetString((await jetStream.GetMessageAsync(_stream, 500))!.Payload.Span));
    }

    [Fact]
    public async Task The_window_bounds_what_is_not_acknowledged_and_senders_wait_for_it()
    {
        await using var proxy = new FaultProxy(server.Port);
        await using var connection = await TestBus.ConnectAsync(proxy.Url);
        await StreamAsync(connection);
        await using var publisher = new StreamPublisher(connection, new() { Window = 8 });
        proxy.HoldToClient();
        var accepted = new List<Task<PublishAck>>();
        for (var i = 0; i < 8; i++)
            accepted.Add(await SendAsync(publisher, i));
        var ninth = SendAsync(publisher, 8).AsTask();
        using var withdrawal = new CancellationTokenSource();
        var tenth = SendAsync(publisher, 9, withdrawal.Token).AsTask();
        Assert.False(ninth.IsCompleted);
        Assert.Equal(8, publisher.Counts.InFlight);

        await withdrawal.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tenth);
        proxy.Release();
        await Task.WhenAll(accepted);
        Assert.Equal(9, (await await ninth).Sequence);
        await publisher.FlushAsync(Bound);
        Assert.Equal(9, publisher.Counts.Stored);
    }

    [Fact]
    public async Task After_a_lost_connection_everything_unacknowledged_is_sent_again_in_order_and_stored_once()
    {
        await using var proxy = new FaultProxy(server.Port);
        await using var connection = await TestBus.ConnectAsync(proxy.Url);
        await using var direct = await TestBus.ConnectAsync(server.Url);
        var jetStream = await StreamAsync(direct);
        await using var publisher = new StreamPublisher(connection, new() { Window = 512 });
        var acks = new List<Task<PublishAck>>();
        for (var i = 0; i < 5000; i++)
        {
            acks.Add(await SendAsync(publisher, i, Bound));
            if (i % 1000 == 500)
                proxy.Cut();
            if (i % 1000 == 700)
            {
                // From here to the cut the stream stores what its publisher cannot know of; that must fit the window.
                await publisher.FlushAsync(Bound);
                proxy.DropToClient();
            }
            if (i % 1000 == 900)
            {
                while ((await jetStream.FindStreamAsync(_stream, Bound))!.State.Messages <= i)
                    await direct.FlushAsync(Bound);
                proxy.Cut();
            }
        }
        proxy.Cut();
        var sequences = (await Task.WhenAll(acks).WaitAsync(Bound)).Select(a => a.Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, 5000).Select(i => (long)i), sequences);
        Assert.Equal(5000, (await jetStream.FindStreamAsync(_stream))!.State.Messages);
        Assert.Equal(5000, publisher.Counts.Stored + publisher.Counts.Duplicates);
        Assert.True(publisher.Counts is { Failed: 0, SentAgain: > 0, Duplicates: > 0 }, $"{publisher.Counts}");
    }

    [Fact]
    public async Task A_silent_stream_is_sent_the_same_messages_again_until_their_deadline()
    {
        await using var proxy = new FaultProxy(server.Port);
        await using var connection = await TestBus.ConnectAsync(proxy.Url);
        await using var direct = await TestBus.ConnectAsync(server.Url);
        var jetStream = await StreamAsync(direct);
        await using var publisher = new StreamPublisher(
            connection, new() { AckTimeout = TimeSpan.FromMilliseconds(100), Deadline = TimeSpan.FromMilliseconds(1500) });
        proxy.DropToClient();
        var acks = new[] { await SendAsync(publisher, 0), await SendAsync(publisher, 1) };
        var failure = await Assert.ThrowsAsync<NatsTimeoutException>(() => acks[0]);
        Assert.Contains("it may be stored or not", failure.Message);
        await Assert.ThrowsAsync<NatsTimeoutException>(() => acks[1]);
        Assert.True(publisher.Counts is { Failed: 2, SentAgain: >= 2, InFlight: 0 }, $"{publisher.Counts}");
        Assert.Equal(2, (await jetStream.FindStreamAsync(_stream))!.State.Messages);
    }

    [Fact]
    public async Task A_subject_of_no_stream_is_tried_until_the_deadline_and_then_fails()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        await using var publisher = new StreamPublisher(
            connection, new() { RetryDelay = TimeSpan.FromMilliseconds(20), Deadline = TimeSpan.FromMilliseconds(300) });
        var failure = await Assert.ThrowsAsync<NatsTimeoutException>(async () => await await SendAsync(publisher, 0));
        Assert.Contains($"no stream acknowledged '{_stream}' within 0.3 s", failure.Message);
    }

    [Fact]
    public async Task A_stream_that_appears_late_gets_what_was_sent_before()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        await using var publisher = new StreamPublisher(connection, new() { RetryDelay = TimeSpan.FromMilliseconds(20) });
        var acks = new[] { await SendAsync(publisher, 0), await SendAsync(publisher, 1) };
        await connection.FlushAsync(Bound);
        await StreamAsync(connection);
        Assert.Equal([1, 2], (await Task.WhenAll(acks)).Select(a => a.Sequence));
    }

    [Fact]
    public async Task A_message_too_large_for_the_server_fails_alone()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        await StreamAsync(connection);
        await using var publisher = new StreamPublisher(connection);
        var large = await publisher.SendAsync(_stream, NatsHeaders.None, new byte[2_000_000]);
        var small = await SendAsync(publisher, 1);
        Assert.Contains("exceeds the server's limit", (await Assert.ThrowsAsync<NatsException>(() => large)).Message);
        Assert.Equal(1, (await small).Sequence);
    }

    [Fact]
    public async Task A_publisher_that_is_closed_fails_what_is_under_way_and_takes_no_more()
    {
        await using var proxy = new FaultProxy(server.Port);
        await using var connection = await TestBus.ConnectAsync(proxy.Url);
        await StreamAsync(connection);
        var publisher = new StreamPublisher(connection);
        proxy.HoldToClient();
        var underWay = await SendAsync(publisher, 0);
        await publisher.DisposeAsync();
        await Assert.ThrowsAsync<NatsDisconnectedException>(() => underWay);
        await Assert.ThrowsAsync<NatsException>(async () => await SendAsync(publisher, 1));
        proxy.Release();
    }

    [Fact]
    public async Task Kill_minus_9_and_restart_lose_nothing_that_was_acknowledged()
    {
        await using var mortal = await NatsServer.StartAsync();
        await using var connection = await TestBus.ConnectAsync(mortal.Url);
        var jetStream = await StreamAsync(connection);
        await using var publisher = new StreamPublisher(connection);
        var acks = new List<Task<PublishAck>>();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 2000; i++)
                acks.Add(await SendAsync(publisher, acks.Count, Bound));
            await Task.WhenAll(acks).WaitAsync(Bound);
            await Task.Delay(NatsServer.WriteWindow);
            await mortal.KillAndRestartAsync();
        }
        for (var i = 0; i < acks.Count; i += 97)
        {
            var message = await jetStream.GetMessageAsync(_stream, (await acks[i]).Sequence);
            Assert.Equal($"{i}", Encoding.UTF8.GetString(message!.Payload.Span));
        }
        Assert.Equal(6000, (await jetStream.FindStreamAsync(_stream))!.State.Messages);
        Assert.InRange(connection.Reconnects, 2, 3);
    }
}
