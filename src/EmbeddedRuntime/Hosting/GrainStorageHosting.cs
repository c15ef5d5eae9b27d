using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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

    /// <summary>A store that is empty whenever the process starts.</summary>
    public static IServiceCollection AddMemoryGrainStorage(this IServiceCollection services, string name = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME) =>
        services.AddGrainStorage(name, static (_, serializer) => new MemoryGrainStorage(serializer));
}
