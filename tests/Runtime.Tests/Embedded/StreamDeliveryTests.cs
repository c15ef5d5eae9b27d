using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Kalshi.Runtime.Tests;

/// <summary>What the embedded host promises of its streams beyond Orleans.</summary>
public sealed class StreamDeliveryTests : Conformance
{
    static readonly HostSetup Streams = new() { Streams = new() };

    [Theory, Hosts]
    public Task A_stream_whose_key_fits_no_grain_does_not_stop_the_others(HostKind kind) => On(kind, Streams, async host =>
    {
        await Stream<int>(host, TestStreams.Scripted, TestStreams.Numbers, "no number").OnNextAsync(1);
        await Stream<int>(host, TestStreams.Scripted, TestStreams.Numbers, "7").OnNextAsync(2);

        await host.Until(Journal(host).Seen("7 got 2"));
        await host.Until(Journal(host).Seen("no subscriber for 1"));
    });

    [Fact]
    public async Task A_host_that_stops_confirms_what_has_ended_and_leaves_what_has_failed_for_later()
    {
        await using var host = await EmbeddedThreadPoolHost.Start(Streams);
        var journal = Journal(host);
        await Stream<string>(host, TestStreams.Scripted, TestStreams.Notes, "a").OnNextAsync("wait");
        await Stream<string>(host, TestStreams.Scripted, TestStreams.Notes, "b").OnNextAsync("fail");
        await host.Until(Task.WhenAll(journal.Seen("a got wait at 1.0"), journal.Seen("b got fail at 2.0")));

        var stopping = host.Stop();
        journal.Open("wait");
        await stopping;

        Assert.Contains("confirmed 1", journal.Entries);
        Assert.DoesNotContain("confirmed 2", journal.Entries);
        Assert.Contains("shut down", journal.Entries);
    }

    [Theory, Hosts]
    public Task A_subscription_from_a_token_passes_over_what_is_older(HostKind kind) => On(kind, Streams, async host =>
    {
        var journal = Journal(host);
        var listener = host.Grains.GetGrain<IListenerGrain>("l");
        await listener.Listen(TestStreams.Rewindable, "talk", "x", from: 2);

        foreach (var word in new[] { "one", "two", "three" })
            await listener.Say(TestStreams.Rewindable, "talk", "x", word);
        await host.Until(journal.Seen("l heard three"));

        Assert.Equal(["l heard two", "l heard three"], journal.Entries);
    });

    static Journal Journal(IRuntimeHost host) => host.Services.GetRequiredService<Journal>();

    static IAsyncStream<T> Stream<T>(IRuntimeHost host, string provider, string streamNamespace, string key) =>
        host.Services.GetRequiredService<IClusterClient>().GetStreamProvider(provider).GetStream<T>(streamNamespace, key);
}
