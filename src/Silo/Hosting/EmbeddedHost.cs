using Kalshi.Bus.Streams;
using Kalshi.Grains;
using Kalshi.Grains.Gate;
using Kalshi.Grains.State;
using Kalshi.Silo.Configuration;
using Npgsql;
using Orleans.Hosting;
using Orleans.Storage;

namespace Kalshi.Silo.Hosting;

/// <summary>Grains on our own single-process host.</summary>
static class GrainHost
{
    internal const string Flavour = "Embedded";

    /// <summary>Whether several processes can be one cluster.</summary>
    internal const bool CanCluster = false;

    const string Tables = "orleans";

    internal static void UseGrains(this WebApplicationBuilder builder, SiloOptions options)
    {
        var service = options.Cluster.ServiceId;
        builder.UseEmbeddedGrains(grains => grains.Assemblies.Add(typeof(TradingGateGrain).Assembly));
        builder.Services.AddSingleton<IGrainStorageSerializer, JsonGrainStateSerializer>();
        builder.Services.AddKeyedSingleton(Tables, (_, _) => NpgsqlDataSource.Create(options.Storage.OrleansConnectionString));
        builder.Services.AddPostgresGrainStorage("Default", service, provider => provider.GetRequiredKeyedService<NpgsqlDataSource>(Tables));
        builder.Services.AddPostgresReminders(service, provider => provider.GetRequiredKeyedService<NpgsqlDataSource>(Tables));
        builder.Services.AddJetStreamStreams(StreamNamespaces.Provider);
    }

    /// <summary>The Orleans Dashboard needs Orleans; this host shows its grains on the page.</summary>
    internal static void MapGrainDashboard(this WebApplication app, SiloOptions options) =>
        app.MapGet("/orleans", () => Results.Problem("the Orleans Dashboard needs the Orleans flavour; this silo's grains run on the embedded host", statusCode: 404));
}
