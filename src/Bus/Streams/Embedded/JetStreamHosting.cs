using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>The stream provider on the embedded host.</summary>
public static class JetStreamHosting
{
    /// <summary>Registers the provider under a name, rewindable. Needs the services of <see cref="JetStreamAdapterFactory.Create"/>.</summary>
    public static IServiceCollection AddJetStreamStreams(this IServiceCollection services, string name, PersistentStreamOptions? options = null)
    {
        services.AddKeyedSingleton<IStreamHistory>(name, static (provider, _) => new History(new(
            new JetStreamClient(provider.GetRequiredService<NatsConnection>()), provider.GetService<JetStreamQueueOptions>() ?? new())));
        return services.AddPersistentStreams(name, JetStreamAdapterFactory.Create, options);
    }

    sealed class History(StreamPast past) : IStreamHistory
    {
        public IAsyncEnumerable<IBatchContainer> ReadAsync(
            StreamId stream, StreamSequenceToken from, StreamSequenceToken until, CancellationToken cancellationToken) =>
            past.ReadAsync(stream, from.SequenceNumber, until.SequenceNumber, cancellationToken);
    }
}
