using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.Benchmarks;

/// <summary>A file stream of its own, gone after the run.</summary>
sealed class BenchStream(JetStreamClient jetStream, string name) : IAsyncDisposable
{
    internal const int PayloadBytes = 300;

    readonly byte[] _payload = new byte[PayloadBytes];
    readonly NatsConnection _connection = jetStream.Connection;

    internal static async Task<BenchStream> CreateAsync(JetStreamClient jetStream, string name)
    {
        await jetStream.CreateStreamAsync(new() { Name = name, Subjects = [name], DuplicateWindow = TimeSpan.FromSeconds(120) });
        return new(jetStream, name);
    }

    /// <summary>Core NATS: nobody acknowledges, the server has handled all at the end.</summary>
    internal async Task PublishCoreAsync(int count)
    {
        var rate = new Rate();
        for (var i = 0; i < count; i++)
            await _connection.PublishAsync("core.nobody", _payload);
        await _connection.FlushAsync();
        rate.Print("core publish", count);
    }

    /// <summary>Stored in a file stream with message ids, acknowledged, 4096 in flight.</summary>
    internal async Task PublishAcknowledgedAsync(int count)
    {
        await using var publisher = new StreamPublisher(_connection);
        var rate = new Rate();
        for (var i = 0; i < count; i++)
            await publisher.SendAsync(name, new PublishExpectation($"{name}-{i}").ToHeaders(), _payload);
        await publisher.FlushAsync();
        rate.Print("publish, acknowledged, 4096 in flight", count);
        if (publisher.Counts.Stored != count)
            throw new InvalidOperationException($"{count} messages sent, {publisher.Counts}");
    }

    internal async Task PublishOneByOneAsync(int count)
    {
        await using var publisher = new StreamPublisher(_connection);
        var rate = new Rate();
        for (var i = 0; i < count; i++)
            await await publisher.SendAsync(name, new PublishExpectation($"{name}-one-{i}").ToHeaders(), _payload);
        rate.Print("publish, each awaited", count);
    }

    /// <summary>Durable pull consumer, batches of 1000, every message acknowledged.</summary>
    internal async Task ConsumeAsync(int count)
    {
        await jetStream.CreateConsumerAsync(name, new() { DurableName = "bench", MaxAckPending = 16_384 });
        await using var consumer = new PullConsumer(_connection, name, "bench");
        var rate = new Rate();
        for (var read = 0; read < count;)
        {
            var batch = await consumer.FetchAsync(1000, TimeSpan.FromSeconds(30));
            if (batch.Count == 0)
                throw new InvalidOperationException($"only {read} of {count} messages came");
            foreach (var message in batch)
                await consumer.AcknowledgeAsync(message.ReplySubject);
            read += batch.Count;
        }
        await _connection.FlushAsync();
        rate.Print("consume, each acknowledged, batches of 1000", count);
    }

    public async ValueTask DisposeAsync() => await jetStream.DeleteStreamAsync(name);
}
