using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Hosting;

public static class EmbeddedGrainsHosting
{
    /// <summary>Hosts grains in this process. <see cref="IGrainFactory"/> and <see cref="IClusterClient"/> are services
    /// from then on; calls succeed once the host has started.</summary>
    public static IHostApplicationBuilder UseEmbeddedGrains(this IHostApplicationBuilder builder, Action<EmbeddedGrainsOptions>? configure = null)
    {
        builder.Services.AddEmbeddedGrains(configure);
        return builder;
    }

    /// <inheritdoc cref="UseEmbeddedGrains"/>
    public static IServiceCollection AddEmbeddedGrains(this IServiceCollection services, Action<EmbeddedGrainsOptions>? configure = null)
    {
        var options = new EmbeddedGrainsOptions();
        configure?.Invoke(options);
        services.AddLogging();
        services.AddOptions<SiloMessagingOptions>();
        services.AddOptions<GrainCollectionOptions>();
        // nondeterministic: the default of a host whose program gives no other clock; a simulation gives one.
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new GrainAssemblies([.. options.Assemblies]));
        services.AddSingleton<GrainManifest>();
        services.AddSingleton<GrainHost>();
        services.AddSingleton<IClusterClient, GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<IGrainRuntime, GrainRuntime>();
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddScoped<ActivationScope>();
        services.AddScoped<IGrainContext>(provider => provider.GetRequiredService<ActivationScope>().Required);
        // First among the hosted services, so that it starts before and stops after all that call grains.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, EmbeddedGrains>());
        return services;
    }
}
