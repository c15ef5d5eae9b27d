using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Hosting;

public static class GrainStorageHosting
{
    /// <summary>Registers a store under a name. It uses the <see cref="IGrainStorageSerializer"/> registered under the
    /// same name, else the one without a name, else System.Text.Json's.</summary>
    public static IServiceCollection AddGrainStorage(this IServiceCollection services, string name, Func<IServiceProvider, IGrainStorageSerializer, IGrainStorage> create)
    {
        services.TryAddSingleton<IGrainStorageSerializer, JsonGrainStorageSerializer>();
        return services.AddKeyedSingleton(
            name,
            (provider, _) => create(provider, provider.GetKeyedService<IGrainStorageSerializer>(name) ?? provider.GetRequiredService<IGrainStorageSerializer>()));
    }

    /// <summary>A store on the tables of Orleans' ADO.NET provider. The data source's search path leads to them.</summary>
    /// <param name="serviceId">Tells the states of several services in one database apart; the same as Orleans'
    /// ClusterOptions.ServiceId.</param>
    public static IServiceCollection AddPostgresGrainStorage(
        this IServiceCollection services, string name, string serviceId, Func<IServiceProvider, NpgsqlDataSource> database) =>
        services.AddGrainStorage(name, (provider, serializer) => new PostgresGrainStorage(name, database(provider), serviceId, serializer));

    /// <summary>A store that is empty whenever the process starts.</summary>
    public static IServiceCollection AddMemoryGrainStorage(this IServiceCollection services, string name = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME) =>
        services.AddGrainStorage(name, static (_, serializer) => new MemoryGrainStorage(serializer));
}
