using Kalshi.Bus.Streams;
using Kalshi.Grains;
using Kalshi.Grains.State;
using SiloOptions = Kalshi.Silo.Configuration.SiloOptions;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.Streams;

namespace Kalshi.Silo.Hosting;

/// <summary>Grains on Microsoft Orleans.</summary>
static class GrainHost
{
    internal const string Flavour = "Orleans";

    const string Invariant = "Npgsql";

    internal static void UseGrains(this WebApplicationBuilder builder, SiloOptions options) => builder.UseOrleans(silo =>
    {
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = "kalshi";
            cluster.ServiceId = "kalshi";
        });
        silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort);
        silo.Services.AddSingleton<IGrainStorageSerializer, JsonGrainStateSerializer>();
        silo.AddAdoNetGrainStorageAsDefault(storage =>
        {
            storage.Invariant = Invariant;
            storage.ConnectionString = options.Storage.OrleansConnectionString;
        });
        // One queue, held by whichever silo the ring gives it to.
        silo.Services.AddKeyedSingleton<IStreamQueueMapper>(
            StreamNamespaces.Provider,
            (_, _) => new HashRingBasedStreamQueueMapper(new HashRingStreamQueueMapperOptions { TotalQueueCount = 1 }, StreamNamespaces.Provider));
        silo.AddPersistentStreams(
            StreamNamespaces.Provider, JetStreamAdapterFactory.Create, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
    });
}
