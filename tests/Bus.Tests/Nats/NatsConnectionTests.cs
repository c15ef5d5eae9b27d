using System.Text;
using Kalshi.Bus.Nats;
using Kalshi.Servers;

namespace Kalshi.Bus.Tests;

public sealed class NatsConnectionTests(NatsServer server) : IClassFixture<NatsServer>
{
    static CancellationToken Bound => new CancellationTokenSource(TestBus.Patience).Token;

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static string Text(NatsMessage message) => Encoding.UTF8.GetString(message.Payload.Span);

    [Fact]
    public async Task A_subscriber_gets_what_is_published_with_headers_and_reply_subject()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        await using var subscription = connection.Subscribe("a.*");
        await connection.PublishAsync("a.b", Bytes("hello"), NatsHeaders.Of(("Key", "value")), "reply.to");
        var message = await subscription.ReadAsync(Bound);
        Assert.Equal(("a.b", "reply.to", "value", "hello"), (message.Subject, message.ReplyTo, message.Headers["Key"], Text(message)));
    }

    [Fact]
    public async Task Messages_of_many_sizes_arrive_whole_and_in_order()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        await using var subscription = connection.Subscribe("sizes");
        var sizes = Enumerable.Range(0, 300).Select(i => i * i * 3).Append(1_000_000).ToList();
        foreach (var size in sizes)
            await connection.PublishAsync("sizes", Enumerable.Repeat((byte)size, size).ToArray(), cancellationToken: Bound);
        foreach (var size in sizes)
        {
            var payload = (await subscription.ReadAsync(Bound)).Payload;
            Assert.Equal(size, payload.Length);
            Assert.Equal(-1, payload.Span.IndexOfAnyExcept((byte)size));
        }
    }

    [Fact]
    public async Task A_request_gets_its_own_answer_among_many()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        await using var subscription = connection.Subscribe("echo");
        var answering = Task.Run(async () =>
        {
            await foreach (var request in subscription.ReadAllAsync(Bound))
                await connection.PublishAsync(request.ReplyTo, request.Payload, cancellationToken: Bound);
        });
        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => connection.RequestAsync("echo", Bytes($"{i}"), cancellationToken: Bound)));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), answers.Select(Text));
        await subscription.DisposeAsync();
        await answering;
    }

    [Fact]
    public async Task A_request_that_nobody_listens_to_fails_at_once()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        var failure = await Assert.ThrowsAsync<NatsNoRespondersException>(() => connection.RequestAsync("nobody", default));
        Assert.Equal("nobody", failure.Subject);
    }

    [Fact]
    public async Task A_request_that_nobody_answers_ends_with_its_bound()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        await using var subscription = connection.Subscribe("silent");
        await Assert.ThrowsAsync<NatsTimeoutException>(() => connection.RequestAsync("silent", default, timeout: TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task Members_of_a_queue_group_share_the_messages()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        await using var first = connection.Subscribe("shared", "group");
        await using var second = connection.Subscribe("shared", "group");
        for (var i = 0; i < 100; i++)
            await connection.PublishAsync("shared", Bytes($"{i}"));
        await connection.FlushAsync(Bound);
        Assert.Equal(100, first.Waiting + second.Waiting);
    }

    [Fact]
    public async Task A_slow_subscriber_loses_the_newest_messages_counted_and_nobody_else_does()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        await using var slow = connection.Subscribe("flood", capacity: 10);
        await using var fast = connection.Subscribe("flood");
        for (var i = 0; i < 100; i++)
            await connection.PublishAsync("flood", Bytes($"{i}"));
        await connection.FlushAsync(Bound);
        Assert.Equal((10, 90, 100, 0), (slow.Waiting, slow.Dropped, fast.Waiting, fast.Dropped));
        Assert.Equal("0", Text(await slow.ReadAsync(Bound)));
    }

    [Fact]
    public async Task Draining_keeps_what_was_delivered_and_ends_the_subscription()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        var subscription = connection.Subscribe("drained");
        for (var i = 0; i < 50; i++)
            await connection.PublishAsync("drained", Bytes($"{i}"));
        await connection.DrainAsync(Bound);
        var read = new List<string>();
        await foreach (var message in subscription.ReadAllAsync(Bound))
            read.Add(Text(message));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), read);
        await Assert.ThrowsAsync<NatsException>(async () => await connection.PublishAsync("drained", default));
    }

    [Fact]
    public async Task A_message_that_the_server_would_not_take_is_refused_before_it_is_sent()
    {
        await using var connection = await TestBus.ConnectAsync(server.Url);
        var failure = await Assert.ThrowsAsync<NatsException>(async () => await connection.PublishAsync("large", new byte[2_000_000]));
        Assert.Contains("a message of 2000000 bytes for 'large' exceeds the server's limit of 1048576", failure.Message);
        await connection.FlushAsync(Bound);
    }

    [Fact]
    public async Task Subscriptions_come_back_after_a_lost_connection()
    {
        await using var proxy = new FaultProxy(server.Port);
        await using var connection = await TestBus.ConnectAsync(proxy.Url);
        await using var subscription = connection.Subscribe("again");
        var lost = new TaskCompletionSource<Exception>();
        var back = new TaskCompletionSource();
        connection.Disconnected += lost.SetResult;
        connection.Reconnected += back.SetResult;
        await connection.FlushAsync(Bound);
        proxy.Cut();
        Assert.IsAssignableFrom<NatsException>(await lost.Task.WaitAsync(Bound));
        await back.Task.WaitAsync(Bound);
        await connection.PublishAsync("again", Bytes("here"), cancellationToken: Bound);
        Assert.Equal("here", Text(await subscription.ReadAsync(Bound)));
        Assert.Equal(1, connection.Reconnects);
    }

    [Fact]
    public async Task A_request_under_way_when_the_connection_breaks_is_told_so()
    {
        await using var proxy = new FaultProxy(server.Port);
        await using var connection = await TestBus.ConnectAsync(proxy.Url);
        await using var subscription = connection.Subscribe("held");
        var asking = connection.RequestAsync("held", default, timeout: TestBus.Patience);
        await subscription.ReadAsync(Bound);
        proxy.Cut();
        await Assert.ThrowsAsync<NatsDisconnectedException>(() => asking);
    }

    [Fact]
    public async Task A_connection_that_is_open_but_silent_is_given_up_and_replaced()
    {
        await using var proxy = new FaultProxy(server.Port);
        await using var connection = await TestBus.ConnectAsync(
            proxy.Url, o => o with { PingInterval = TimeSpan.FromMilliseconds(50), PingsOutstandingMax = 2 });
        var lost = new TaskCompletionSource<Exception>();
        var back = new TaskCompletionSource();
        connection.Disconnected += e => lost.TrySetResult(e);
        connection.Reconnected += () => back.TrySetResult();
        proxy.DropToClient();
        Assert.Equal("2 pings in a row stayed unanswered", (await lost.Task.WaitAsync(Bound)).Message);
        proxy.Cut();
        await back.Task.WaitAsync(Bound);
    }

    [Fact]
    public async Task Publishers_wait_while_the_connection_takes_nothing_and_go_on_when_it_does()
    {
        // A server that reads nothing cannot be had from the real one: here is one that greets and then falls silent.
        await using var deaf = new DeafServer();
        await using var connection = await TestBus.ConnectAsync(deaf.Url, o => o with { WriteBufferBytes = 1 << 16 });
        var payload = new byte[1 << 14];
        var published = 0;
        ValueTask last;
        do
            last = connection.PublishAsync("x", payload, cancellationToken: Bound);
        while (last.IsCompletedSuccessfully && ++published < 100_000);
        Assert.True(published < 100_000, "the buffer has no bound");
        deaf.Listen();
        await last;
    }

    [Fact]
    public async Task The_first_connection_is_tried_as_often_as_the_options_say_and_then_given_up_with_the_reason()
    {
        var address = $"nats://user:secret@127.0.0.1:{FreePort.Next()}";
        var failure = await Assert.ThrowsAsync<NatsException>(() => TestBus.ConnectAsync(address, o => o with { ConnectAttempts = 3 }));
        Assert.Contains("gave up after 3 attempts: cannot connect to nats://127.0.0.1:", failure.Message);
        Assert.DoesNotContain("secret", failure.ToString());
    }

    [Fact]
    public async Task A_server_with_a_password_takes_the_right_one_only()
    {
        await using var guarded = await NatsServer.StartAsync("--user", "trader", "--pass", "p@ss:word");
        var right = guarded.Url.Replace("nats://", $"nats://trader:{Uri.EscapeDataString("p@ss:word")}@", StringComparison.Ordinal);
        await using (var connection = await TestBus.ConnectAsync(right))
            await connection.FlushAsync(Bound);
        var refused = await Assert.ThrowsAsync<NatsException>(() => TestBus.ConnectAsync(guarded.Url, o => o with { ConnectAttempts = 1 }));
        Assert.Contains("the NATS server refused: Authorization Violation", refused.Message);
    }

    [Fact]
    public async Task A_server_with_a_token_takes_the_right_one_only()
    {
        await using var guarded = await NatsServer.StartAsync("--auth", "t0ken");
        await using (var connection = await TestBus.ConnectAsync(guarded.Url.Replace("nats://", "nats://t0ken@", StringComparison.Ordinal)))
            await connection.FlushAsync(Bound);
        await Assert.ThrowsAsync<NatsException>(() => TestBus.ConnectAsync(guarded.Url, o => o with { ConnectAttempts = 1 }));
    }

    [Theory]
    [InlineData("http://127.0.0.1:4222", "scheme 'http'")]
    [InlineData("nats://", "names no host")]
    [InlineData("nats://user:secret@host:port", "not of the form")]
    public void An_address_that_is_none_is_refused_without_its_secrets(string url, string reason)
    {
        var failure = Assert.Throws<FormatException>(() => NatsAddress.Parse(url));
        Assert.Contains(reason, failure.Message);
        Assert.DoesNotContain("secret", failure.Message);
    }

    [Fact]
    public void Back_off_draws_from_a_range_that_doubles_to_its_maximum()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), new Random(7));
        var delays = Enumerable.Range(0, 200).Select(_ => backoff.Next().TotalMilliseconds).ToList();
        Assert.All(delays.Index(), d => Assert.InRange(d.Item, 0, Math.Min(1000, 100 * Math.Pow(2, d.Index))));
        Assert.True(delays.Max() > 900 && delays.Skip(4).Min() < 100, "jitter covers the whole range");
    }
}
