using Kalshi.Bus;
using Kalshi.Grains;
using Kalshi.Grains.State;
using Kalshi.Silo.Configuration;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;

namespace Kalshi.Silo.Hosting;

/// <summary>Grains on Microsoft Orleans.</summary>
static class GrainHost
{
    internal const string Flavour = "Orleans";

    const string Invariant = "Npgsql";

    internal static void UseGrains(this WebApplicationBuilder builder, SiloOptions options, string postgres) => builder.UseOrleans(silo =>
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
            storage.ConnectionString = postgres;
        });
        silo.AddPersistentStreams(StreamNamespaces.Provider, JetStreamAdapterFactory.Create, streams =>
        {
            streams.ConfigureStreamPubSub(Orleans.Streams.StreamPubSubType.ImplicitOnly);
        });
    });
}
