using System.Net;
using Kalshi.Bus.Streams;
using Kalshi.Grains;
using Kalshi.Grains.State;
using Kalshi.Silo.Operations;
using SiloOptions = Kalshi.Silo.Configuration.SiloOptions;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Storage;
using Orleans.Streams;

namespace Kalshi.Silo.Hosting;

/// <summary>Grains on Microsoft Orleans.</summary>
static class GrainHost
{
    internal const string Flavour = "Orleans";

    /// <summary>Whether several processes can be one cluster.</summary>
    internal const bool CanCluster = true;

    const string Invariant = "Npgsql";

    internal static void UseGrains(this WebApplicationBuilder builder, SiloOptions options) => builder.UseOrleans(silo =>
    {
        JoinCluster(silo, options);
        silo.Services.AddSingleton<IGrainStorageSerializer, JsonGrainStateSerializer>();
        silo.AddAdoNetGrainStorageAsDefault(storage =>
        {
            storage.Invariant = Invariant;
            storage.ConnectionString = options.Storage.OrleansConnectionString;
        });
        silo.UseAdoNetReminderService(reminders =>
        {
            reminders.Invariant = Invariant;
            reminders.ConnectionString = options.Storage.OrleansConnectionString;
        });
        // One queue, held by whichever silo the ring gives it to.
        silo.Services.AddKeyedSingleton<IStreamQueueMapper>(
            StreamNamespaces.Provider,
            (_, _) => new HashRingBasedStreamQueueMapper(new HashRingStreamQueueMapperOptions { TotalQueueCount = 1 }, StreamNamespaces.Provider));
        silo.AddPersistentStreams(
            StreamNamespaces.Provider, JetStreamAdapterFactory.Create, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        // Its live log would show addresses and faults beside what it is for.
        silo.AddDashboard(dashboard => dashboard.HideTrace = true);
    });

    /// <summary>The Orleans Dashboard, for whoever has the operations token.</summary>
    internal static void MapGrainDashboard(this WebApplication app, SiloOptions options) =>
        app.MapOrleansDashboard("/orleans").AddEndpointFilter(new DashboardGuard(new(options.OperationsToken)).RequireAsync);

    static void JoinCluster(ISiloBuilder silo, SiloOptions options)
    {
        var settings = options.Cluster;
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = settings.ClusterId;
            cluster.ServiceId = settings.ServiceId;
        });
        if (!settings.IsShared)
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, serviceId: settings.ServiceId, clusterId: settings.ClusterId);
            return;
        }
        silo.ConfigureEndpoints(settings.Address, settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(settings.Address));
        silo.UseAdoNetClustering(membership =>
        {
            membership.Invariant = Invariant;
            membership.ConnectionString = options.Storage.OrleansConnectionString;
        });
    }
}
