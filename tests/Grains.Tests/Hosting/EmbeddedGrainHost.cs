using Kalshi.Grains.Gate;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Storage;

namespace Kalshi.Grains.Tests.Hosting;

/// <summary>The grains on the embedded host, with storage that outlives it.</summary>
static class GrainHost
{
    internal static void UseGrains(IHostApplicationBuilder builder, IGrainStorage store)
    {
        builder.UseEmbeddedGrains(grains => grains.Assemblies.Add(typeof(TradingGateGrain).Assembly));
        builder.Services.AddGrainStorage("Default", (_, _) => store);
    }
}
