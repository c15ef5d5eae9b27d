using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Trading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Kalshi.Bus.Benchmarks;

public interface ICountingGrain : IGrainWithStringKey;

/// <summary>The turn of a grain that does nothing but count.</summary>
[ImplicitStreamSubscription(StreamNamespaces.Market)]
public sealed class CountingGrain(GrainBench.Counter counter) : Grain, ICountingGrain, IStreamSubscriptionObserver, IAsyncObserver<EventEnvelope>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<EventEnvelope>().ResumeAsync(this);

    public Task OnNextAsync(EventEnvelope item, StreamSequenceToken? token = null)
    {
        counter.Add();
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

/// <summary>From the stream through the provider to a grain's turn and back as an acknowledgement, in one process.</summary>
public static class GrainBench
{
    const int Markets = 50;

    internal static async Task RunAsync(NatsConnection connection, int count)
    {
        var jetStream = new JetStreamClient(connection);
        await StreamTopology.ProvisionAsync(jetStream, new()
        {
            MarketMaxBytes = 1L << 30,
            StrategyMaxBytes = 1 << 20,
            ExecutionMaxBytes = 1 << 20,
            DeadLetterMaxBytes = 1 << 20,
        });
        await using var deadLetters = new DeadLetterWriter(connection);
        await PublishAsync(connection, deadLetters, count);

        var counter = new Counter(count);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(connection).AddSingleton(deadLetters).AddSingleton(counter);
        builder.UseBenchGrains();
        using var host = builder.Build();
        var rate = new Rate();
        await host.StartAsync();
        await counter.Reached;
        rate.Print($"stream to grain's turn, {Markets} grains", count);
        await host.StopAsync();
        foreach (var stream in StreamTopology.Streams(new()))
            await jetStream.DeleteStreamAsync(stream.Name);
    }

    static async Task PublishAsync(NatsConnection connection, DeadLetterWriter deadLetters, int count)
    {
        await using var publisher = new EventPublisher(connection, deadLetters);
        for (var i = 0; i < count; i++)
        {
            var delta = new OrderBookDelta(
                MarketTicker.Parse($"KXBTC15M-26MAY131130-{i % Markets}", "ticker"), 1_771_016_400, "bench", 1, i + 1, i, Side.Yes,
                Price.Parse("0.6100", "price"), Quantity.Parse("1.00", "change"), null);
            await publisher.SendAsync(EventFactory.Create(delta, "bench"), CancellationToken.None);
        }
        await publisher.FlushAsync();
        if (publisher.Counts.Published != count)
            throw new InvalidOperationException($"{count} events sent, {publisher.Counts}");
    }

    public sealed class Counter(int goal)
    {
        readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int _count;

        internal Task Reached => _reached.Task;

        internal void Add()
        {
            if (Interlocked.Increment(ref _count) == goal)
                _reached.TrySetResult();
        }
    }
}
