namespace Kalshi.Silo.Operations;

/// <summary><c>/api/state-hash</c>: what the grains hold, as fingerprints; with <c>?verify=true</c> beside what the record says.</summary>
static class StateHashEndpoints
{
    internal static void AddStateHash(this IServiceCollection services) => services.AddSingleton<StateHashReader>();

    internal static void MapStateHash(this WebApplication app) =>
        app.MapGet("/api/state-hash", (StateHashReader reader, bool? verify, CancellationToken stop) => reader.ReadAsync(verify ?? false, stop));
}
