using System.Globalization;
using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Storage.Benchmarks;

/// <summary>From handing an event to the publisher to its committed row: over a real NATS server into a real PostgreSQL that
/// syncs to disk.</summary>
/// <remarks>Events are sent when they are due, a hundredth of a second's worth at a time, and the clock of each runs from when it
/// was due: a sender that falls behind is latency as well. Nothing is left out but the first two seconds.</remarks>
static class Latency
{
    static readonly TimeProvider Time = TimeProvider.System;
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    internal static async Task RunAsync(TimeSpan duration, int[] rates)
    {
        await using var postgres = await PostgresServer.StartAsync(durable: true);
        Console.WriteLine("| events/s | sent in, s | p50 ms | p99 ms | worst ms | batch window ms | stream, bytes an event |");
        foreach (var rate in rates)
        {
            foreach (var window in (int[])[100, 50])
                await RunAsync(postgres, duration, rate, TimeSpan.FromMilliseconds(window));
        }
    }

    static async Task RunAsync(PostgresServer postgres, TimeSpan duration, int rate, TimeSpan window)
    {
        var events = Recording.Make((int)(rate * (duration + WarmUp).TotalSeconds));
        var options = new StorageOptions { Dsn = await postgres.CreateDatabaseAsync(), BatchWindow = window };
        await new Migrator(options, NullLogger<Migrator>.Instance).MigrateAsync();
        await using var nats = await NatsServer.StartAsync();
        await using var connection = await NatsConnection.ConnectAsync(new() { Url = nats.Url }, Time, new Random(1));
        var jetStream = new JetStreamClient(connection);
        await StreamTopology.ProvisionAsync(
            jetStream, new() { MarketMaxBytes = 2L << 30, StrategyMaxBytes = 1 << 20, ExecutionMaxBytes = 1 << 20, DeadLetterMaxBytes = 1 << 20 });
        await using var deadLetters = new DeadLetterWriter(connection);
        await using var publisher = new EventPublisher(connection, deadLetters);
        var (due, committed) = (new long[events.Length], new long[events.Length]);
        var consumer = await EventConsumer.OpenAsync(jetStream, deadLetters, new() { Stream = StreamTopology.MarketEvents, Name = "latency" });
        await using var timed = new TimedConsumer(consumer, Time, committed);
        using var writer = new EventWriter(options, [timed], new NoDeadLetters(), Time, new Random(1), NullLogger<EventWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);

        var started = Time.GetTimestamp();
        await SendAsync(publisher, events, due, rate, started);
        var sent = Time.GetElapsedTime(started);
        await publisher.FlushAsync();
        await timed.AllAcknowledged;
        await writer.StopAsync(CancellationToken.None);
        var bytes = (await jetStream.FindStreamAsync(StreamTopology.MarketEvents))!.State.Bytes / events.Length;
        Print(due, committed, rate, sent, window, (long)bytes);
    }

    static async Task SendAsync(EventPublisher publisher, ReceivedEvent[] events, long[] due, int rate, long started)
    {
        var i = 0;
        while (i < events.Length)
        {
            var until = Math.Min(events.Length, (int)(Time.GetElapsedTime(started).TotalSeconds * rate));
            for (; i < until; i++)
            {
                due[i] = started + (long)((double)i / rate * Time.TimestampFrequency);
                _ = await publisher.SendAsync(events[i].Envelope, CancellationToken.None);
            }
            await Task.Delay(Tick, Time);
        }
    }

    static void Print(long[] due, long[] committed, int rate, TimeSpan sent, TimeSpan window, long bytes)
    {
        var latencies = due.Zip(committed, (from, to) => Time.GetElapsedTime(from, to).TotalMilliseconds)
            .Skip((int)(rate * WarmUp.TotalSeconds)).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {rate:N0} | {sent.TotalSeconds:F1} | {latencies[latencies.Length / 2]:F0} | {latencies[(int)(latencies.Length * 0.99)]:F0} | {latencies[^1]:F0} | {window.TotalMilliseconds:F0} | {bytes} |"));
    }
}
