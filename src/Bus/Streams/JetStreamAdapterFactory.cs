using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Kalshi.Bus.Streams;

/// <summary>Makes the parts of the stream provider, for either host of the grains.</summary>
public sealed class JetStreamAdapterFactory : IQueueAdapterFactory
{
    readonly JetStreamAdapter _adapter;
    readonly DeliveryCaches _caches;
    readonly IStreamQueueMapper _mapper;
    readonly DeadLetterFailureHandler _failures;

    public JetStreamAdapterFactory(
        string name, NatsConnection connection, DeadLetterWriter deadLetters, JetStreamQueueOptions options, IStreamQueueMapper? mapper,
        ILogger<JetStreamAdapterFactory> log)
    {
        var jetStream = new JetStreamClient(connection);
        var rewinds = new Rewinds();
        _adapter = new(name, jetStream, deadLetters, options, rewinds, log);
        _caches = new(options.CacheSize, rewinds);
        _mapper = mapper ?? new SingleQueueMapper(name);
        _failures = new(jetStream, deadLetters, options.Stream, log);
    }

    /// <summary>For <c>AddPersistentStreams</c>. Needs <see cref="NatsConnection"/> and <see cref="DeadLetterWriter"/> as services;
    /// <see cref="JetStreamQueueOptions"/> is taken where there is one, and a mapper of this name, which a host may need for its own
    /// way of spreading queues.</summary>
    public static IQueueAdapterFactory Create(IServiceProvider services, string name) => new JetStreamAdapterFactory(
        name,
        services.GetRequiredService<NatsConnection>(),
        services.GetRequiredService<DeadLetterWriter>(),
        services.GetService<JetStreamQueueOptions>() ?? new(),
        services.GetKeyedService<IStreamQueueMapper>(name),
        services.GetRequiredService<ILogger<JetStreamAdapterFactory>>());

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(_adapter);

    public IQueueAdapterCache GetQueueAdapterCache() => _caches;

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(_failures);
}
