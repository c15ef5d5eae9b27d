using Kalshi.Silo.Configuration;

namespace Kalshi.Silo.Operations;

/// <summary>The settings the silo runs with, secrets masked.</summary>
static class ConfigEndpoints
{
    internal static void MapConfig(this WebApplication app) =>
        app.MapGet("/api/config", (Knobs knobs) => knobs.Readings);
}
