using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Kalshi.Runtime.Tests;

public sealed class StreamTests : Conformance
{
    static readonly HostSetup Streams = new() { Streams = new() };
    static readonly HostSetup GivingUp = new() { Streams = new() { GivesUpSoon = true } };

    /// <remarks>Orleans: "implicit subscriptions"; the grain whose key is the stream's is activated by the event.</remarks>
    [Theory, Hosts]
    public Task Events_reach_the_grain_of_the_streams_key_in_order_with_their_tokens(HostKind kind) => On(kind, Streams, async host =>
    {
        var journal = Journal(host);
        var stream = Stream<string>(host, TestStreams.Scripted, TestStreams.Notes, "a");

        await stream.OnNextAsync("one");
        await stream.OnNextBatchAsync(["two", "three"]);
        await host.Until(journal.Seen("a took three"));

        Assert.Equal(
            ["a subscribed to notes/a", "a got one at 1.0", "a took one", "a got two at 2.0", "a took two", "a got three at 2.1", "a took three"],
            Deliveries(journal));
    });

    [Theory, Hosts]
    public Task A_stream_in_memory_keeps_the_order_too(HostKind kind) => On(kind, Streams, async host =>
    {
        var journal = Journal(host);
        var stream = Stream<string>(host, TestStreams.Memory, TestStreams.Notes, "a");

        foreach (var word in new[] { "one", "two", "three" })
            await stream.OnNextAsync(word);
        await host.Until(journal.Seen("a took three"));

        Assert.Equal(["a took one", "a took two", "a took three"], journal.Entries.Where(entry => entry.Contains("took", StringComparison.Ordinal)));
    });

    [Theory, Hosts]
    public Task Streams_of_one_queue_do_not_wait_for_each_other(HostKind kind) => On(kind, Streams, async host =>
    {
        var journal = Journal(host);

        await Stream<string>(host, TestStreams.Scripted, TestStreams.Notes, "a").OnNextAsync("wait");
        await host.Until(journal.Seen("a got wait at 1.0"));
        await Stream<string>(host, TestStreams.Scripted, TestStreams.Notes, "b").OnNextAsync("two");

        await host.Until(journal.Seen("b took two"));
        Assert.DoesNotContain("a took wait", journal.Entries);
        journal.Open("wait");
        await host.Until(journal.Seen("a took wait"));
    });

    /// <remarks>Orleans: "persistent streams"; IQueueAdapterReceiver.MessagesDeliveredAsync.</remarks>
    [Theory, Hosts]
    public Task A_message_is_confirmed_only_after_its_turn_has_ended(HostKind kind) => On(kind, Streams, async host =>
    {
        var journal = Journal(host);
        await Stream<string>(host, TestStreams.Scripted, TestStreams.Notes, "a").OnNextAsync("wait");
        await host.Until(journal.Seen("a got wait at 1.0"));
        await Poll(host);
        Assert.DoesNotContain("confirmed 1", journal.Entries);

        journal.Open("wait");
        await host.Until(journal.Seen("a took wait"));

        await host.Until(journal.Seen("confirmed 1"));
    });

    /// <remarks>Orleans: "persistent streams"; delivery is retried.</remarks>
    [Theory, Hosts]
    public Task A_throwing_turn_is_repeated_before_the_next_event(HostKind kind) => On(kind, Streams, async host =>
    {
        var journal = Journal(host);
        var stream = Stream<string>(host, TestStreams.Scripted, TestStreams.Notes, "a");
        await stream.OnNextAsync("fail");
        await stream.OnNextAsync("next");
        await host.Until(journal.Seen("a got fail at 1.0"));

        journal.Open("fail");
        await host.Until(journal.Seen("a took next"));

        Assert.DoesNotContain("gave up 1", journal.Entries);
        Assert.True(journal.Entries.ToList().IndexOf("a took fail") < journal.Entries.ToList().IndexOf("a got next at 2.0"));
    });

    /// <remarks>Orleans: <c>IStreamFailureHandler.OnDeliveryFailure</c>, and OnErrorAsync at the subscriber.</remarks>
    [Theory, Hosts]
    public Task What_fails_in_every_try_is_given_up_and_delivery_goes_on(HostKind kind) => On(kind, GivingUp, async host =>
    {
        var journal = Journal(host);
        var stream = Stream<string>(host, TestStreams.Scripted, TestStreams.Notes, "a");
        await stream.OnNextAsync("fail");
        await stream.OnNextAsync("next");

        await host.Until(journal.Seen("a took next"));

        Assert.Contains("gave up 1", journal.Entries);
        Assert.Contains("a missed an event", journal.Entries);
        await host.Until(Task.WhenAll(journal.Seen("confirmed 1"), journal.Seen("confirmed 2")));
    });

    [Theory, Hosts]
    public Task A_slow_grain_stops_the_fetching(HostKind kind) => On(kind, Streams, async host =>
    {
        var journal = Journal(host);
        var queue = host.Services.GetRequiredService<ScriptedQueue>();
        var stream = Stream<string>(host, TestStreams.Scripted, TestStreams.Notes, "a");
        await stream.OnNextAsync("wait");
        for (var number = 2; number <= 10; number++)
            await stream.OnNextAsync($"event {number}");
        await host.Until(journal.Seen("a got wait at 1.0"));
        await Poll(host);
        Assert.InRange(queue.Fetched, 1, Streams.Streams!.MaxMessagesInFlight);

        journal.Open("wait");
        await host.Until(journal.Seen("a took event 10"));

        Assert.Equal(10, queue.Fetched);
    });

    [Theory, Hosts]
    public Task A_grain_that_was_deactivated_is_subscribed_anew_by_the_next_event(HostKind kind) => On(kind, Streams, async host =>
    {
        var journal = Journal(host);
        var stream = Stream<string>(host, TestStreams.Memory, TestStreams.Notes, "a");
        await stream.OnNextAsync("one");
        await host.Until(journal.Seen("a took one"));
        await host.Grains.GetGrain<INoteGrain>("a").Leave();

        await stream.OnNextAsync("two");
        await host.Until(journal.Seen("a took two"));

        Assert.Equal(2, journal.Entries.Count(entry => entry == "a subscribed to notes/a"));
    });

    /// <remarks>Orleans: <c>IAsyncBatchObserver</c>.</remarks>
    [Theory, Hosts]
    public Task A_batch_observer_gets_the_events_of_a_message_together(HostKind kind) => On(kind, Streams, async host =>
    {
        await Stream<int>(host, TestStreams.Memory, TestStreams.Numbers, "42").OnNextBatchAsync([1, 2, 3]);

        await host.Until(Journal(host).Seen("42 got 1 2 3"));
    });

    /// <remarks>Orleans: <c>IBatchContainer.ImportRequestContext</c>.</remarks>
    [Theory, Hosts]
    public Task The_request_context_of_the_producer_reaches_the_subscriber(HostKind kind) => On(kind, Streams, async host =>
    {
        RequestContext.Set("trace", "t1");

        await Stream<string>(host, TestStreams.Scripted, TestStreams.Notes, "a").OnNextAsync("one");

        await host.Until(Journal(host).Seen("a got one at 1.0 (t1)"));
    });

    /// <remarks>Orleans: "explicit subscriptions"; UnsubscribeAsync.</remarks>
    [Theory, Hosts]
    public Task A_grain_may_subscribe_to_a_stream_and_leave_it(HostKind kind) => On(kind, Streams, async host =>
    {
        var journal = Journal(host);
        var listener = host.Grains.GetGrain<IListenerGrain>("l");
        await listener.Listen(TestStreams.Memory, "talk", "x", from: null);
        Assert.Equal(1, await listener.Subscriptions(TestStreams.Memory, "talk", "x"));
        await listener.Say(TestStreams.Memory, "talk", "x", "hello");
        await host.Until(journal.Seen("l heard hello"));

        await listener.StopListening();
        await listener.Say(TestStreams.Memory, "talk", "x", "unheard");
        await host.Grains.GetGrain<IListenerGrain>("m").Listen(TestStreams.Memory, "talk", "x", from: null);
        await listener.Say(TestStreams.Memory, "talk", "x", "last");
        await host.Until(journal.Seen("m heard last"));

        Assert.Equal(0, await listener.Subscriptions(TestStreams.Memory, "talk", "x"));
        Assert.DoesNotContain("l heard last", journal.Entries);
    });

    [Theory, Hosts]
    public Task A_queue_that_cannot_go_back_refuses_a_token(HostKind kind) => On(kind, Streams, async host =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => host.Grains.GetGrain<IListenerGrain>("l").Listen(TestStreams.Scripted, "talk", "x", from: 2)));

    [Theory, Hosts]
    public Task A_provider_that_is_not_registered_is_named(HostKind kind) => On(kind, Streams, async host =>
    {
        var error = await Assert.ThrowsAsync<KeyNotFoundException>(() => host.Grains.GetGrain<IListenerGrain>("l").Listen("nowhere", "talk", "x", from: null));

        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void Tokens_are_ordered_by_sequence_and_then_by_index()
    {
        var first = new EventSequenceTokenV2(7);

        Assert.True(first.Older(first.CreateSequenceTokenForEvent(1)));
        Assert.True(new EventSequenceTokenV2(8).Newer(new EventSequenceTokenV2(7, 5)));
        Assert.Equal(first, new EventSequenceTokenV2(7, 0));
        Assert.True(first.CompareTo(null) > 0);
    }

    // Orleans tells a grain about its subscription anew when a delivery starts; how often is not relied on.
    static IEnumerable<string> Deliveries(Journal journal) => journal.Entries
        .Where(entry => !entry.StartsWith("confirmed", StringComparison.Ordinal)).Distinct();

    static Journal Journal(IRuntimeHost host) => host.Services.GetRequiredService<Journal>();

    static IAsyncStream<T> Stream<T>(IRuntimeHost host, string provider, string streamNamespace, string key) =>
        host.Services.GetRequiredService<IClusterClient>().GetStreamProvider(provider).GetStream<T>(streamNamespace, key);

    /// <summary>Lets the agent look at an idle queue again.</summary>
    static Task Poll(IRuntimeHost host) => host.Advance(2 * StreamSetup.PollInterval);
}
