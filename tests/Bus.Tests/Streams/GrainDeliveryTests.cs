using Kalshi.Bus.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kalshi.Bus.Tests;

/// <summary>From the real bus to a grain's turn, on whichever host this build has.</summary>
public sealed class GrainDeliveryTests : IAsyncLifetime
{
    const string Product = "BTC-USD";

    TestBus _bus = null!;
    EventPublisher _publisher = null!;

    public async Task InitializeAsync()
    {
        _bus = await TestBus.StartAsync();
        _publisher = _bus.Publisher();
    }

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    async Task PublishAsync(int from, int to)
    {
        for (var i = from; i <= to; i++)
            await _publisher.PublishAsync(Samples.Envelope(Samples.Spot(i)));
    }

    async Task<IHost> StartAsync(Tape tape)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_bus.Connection);
        builder.Services.AddSingleton(_bus.DeadLetters);
        builder.Services.AddSingleton(tape);
        builder.UseTape();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    async Task ConfirmedAsync(long sequence)
    {
        var queue = new JetStreamQueueOptions();
        using var patience = new CancellationTokenSource(TestBus.Patience);
        while ((await _bus.JetStream.FindConsumerAsync(queue.Stream, queue.Consumer))!.AckFloor.StreamSeq < sequence)
            await Task.Delay(20, patience.Token);
    }

    static async Task StopAsync(IHost host)
    {
        await host.StopAsync();
        host.Dispose();
    }

    [Fact]
    public async Task A_grain_gets_its_events_in_order_and_after_a_restart_those_that_came_meanwhile()
    {
        await PublishAsync(1, 20);
        var tape = new Tape();
        var first = await StartAsync(tape);
        await tape.SeenAsync(Product, 20);
        await StopAsync(first);
        await PublishAsync(21, 30);
        var second = await StartAsync(tape);
        await tape.SeenAsync(Product, 30);
        await StopAsync(second);
        // What the first host could not confirm any more comes again.
        Assert.Equal(Enumerable.Range(1, 30).Select(i => (long)i), tape.Of(Product).Distinct());
    }

    [Fact]
    public async Task A_grain_that_asks_for_a_stored_sequence_gets_the_past_from_there_and_goes_on()
    {
        await PublishAsync(1, 20);
        var before = new Tape();
        var first = await StartAsync(before);
        await before.SeenAsync(Product, 20);
        // What the next host has in its cache is no past: Orleans' agent passes over an event that is asked for there.
        await ConfirmedAsync(20);
        await StopAsync(first);

        await PublishAsync(21, 25);
        var rewound = new Tape { From = 8 };
        var second = await StartAsync(rewound);
        await rewound.SeenAsync(Product, 25);
        await PublishAsync(26, 30);
        await rewound.SeenAsync(Product, 30);
        await StopAsync(second);

        var seen = rewound.Of(Product);
        Assert.Equal(Enumerable.Range(8, 23).Select(i => (long)i), seen.Distinct());
        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public async Task What_a_grain_refuses_on_every_try_is_a_dead_letter_and_the_next_event_comes()
    {
        await PublishAsync(1, 3);
        var tape = new Tape { Poison = 2 };
        var host = await StartAsync(tape);
        await tape.SeenAsync(Product, 3);
        await StopAsync(host);

        var letter = Assert.Single(await _bus.DeadLetterReader.ListAsync(5));
        Assert.Equal((2L, "the grain of stream spot/BTC-USD failed on every try"), (letter.OriginSequence!.Value, letter.Reason));
        Assert.Equal(Samples.Envelope(Samples.Spot(2)), EventJson.Parse(letter.Body.Span));
        Assert.True(tape.Of(Product).Count(s => s == 2) > 1, "the event was not tried again");
    }
}
