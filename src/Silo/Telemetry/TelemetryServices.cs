namespace Kalshi.Silo.Telemetry;

/// <summary>Registers what looks at calls between grains.</summary>
static class TelemetryServices
{
    internal static void AddGrainActivity(this IServiceCollection services)
    {
        services.AddSingleton<GrainActivity>();
        services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<GrainActivity>());
    }

    /// <summary>Only where traces go somewhere: it costs something on every call.</summary>
    internal static void AddTracedCalls(this IServiceCollection services)
    {
        services.AddSingleton<IIncomingGrainCallFilter, TracedCalls>();
        services.AddSingleton<IOutgoingGrainCallFilter, TracedCalls>();
    }
}
