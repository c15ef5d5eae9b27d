using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Hosting;

public static class StreamHosting
{
    /// <summary>Registers a stream provider under a name, over whatever queues the factory gives.</summary>
    public static IServiceCollection AddPersistentStreams(
        this IServiceCollection services,
        string name,
        Func<IServiceProvider, string, IQueueAdapterFactory> createFactory,
        PersistentStreamOptions? options = null)
    {
        services.AddKeyedSingleton(name, (provider, _) => new EmbeddedStreamProvider(
            name, createFactory(provider, name), new StreamSubscriptions(name, provider.GetRequiredService<GrainManifest>()),
            provider.GetKeyedService<IStreamHistory>(name)));
        services.AddKeyedSingleton<IStreamProvider>(name, (provider, _) => provider.GetRequiredKeyedService<EmbeddedStreamProvider>(name));
        return services.AddSingleton<IGrainHostPart>(provider => new StreamAgents(
            provider.GetRequiredService<GrainHost>(),
            provider.GetRequiredKeyedService<EmbeddedStreamProvider>(name),
            options ?? new(),
            provider.GetRequiredService<ILogger<PullingAgent>>()));
    }

    /// <summary>Streams that live as long as the process and lose what is not yet delivered when it ends.</summary>
    public static IServiceCollection AddMemoryStreams(this IServiceCollection services, string name, PersistentStreamOptions? options = null) =>
        services.AddPersistentStreams(name, static (_, name) => new MemoryQueueAdapterFactory(name), options);
}
