using Kalshi.Silo.Telemetry;

namespace Kalshi.Silo.Operations;

/// <summary>What the grains of this process do.</summary>
static class GrainEndpoints
{
    internal static void MapGrainActivity(this WebApplication app) =>
        app.MapGet("/api/grains", (GrainActivity activity) => activity.Read());
}
