using Kalshi.Silo.Configuration;
using Kalshi.Silo.Recording;
using Kalshi.Silo.Safety.Gates;
using Kalshi.Storage;
using Kalshi.Venues;

namespace Kalshi.Silo.Safety;

/// <summary>Registers what stands between a decision and money.</summary>
static class SafetyServices
{
    /// <summary>Reads the settings.</summary>
    internal static SafetyOptions ReadSafety(this IServiceCollection services, Knobs knobs, SiloOptions silo)
    {
        var safety = SafetyOptionsReader.Read(knobs, silo);
        services.AddSingleton(safety);
        services.AddSingleton(safety.Gate);
        services.AddSingleton(safety.Risk);
        return safety;
    }

    /// <summary>After the grains and before anything feeds them.</summary>
    internal static void AddSafety(this IServiceCollection services, KalshiCredentials credentials)
    {
        services.AddSingleton(credentials);
        services.AddSingleton<KillSwitches>();
        services.AddSingleton(provider => new StreamLag(
            provider.GetRequiredService<EventRecord>().JetStream, provider.GetRequiredService<Grains.VenueClock>()));
        services.AddSingleton<HealthProbe>();
        services.AddSingleton(provider => new ReadinessQueries(provider.GetRequiredService<EventRecord>().Readers));
        services.AddSingleton<ReadinessGates>();
        services.AddSingleton<Preflight>();
        services.AddHostedService<StartRecord>();
        services.AddHostedService<HealthWatch>();
        services.AddHostedService<LiveGuard>();
    }
}
