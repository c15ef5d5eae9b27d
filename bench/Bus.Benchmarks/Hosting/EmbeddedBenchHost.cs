using Kalshi.Bus.Streams;
using Kalshi.Grains;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Kalshi.Bus.Benchmarks;

static class BenchHost
{
    internal static void UseBenchGrains(this HostApplicationBuilder builder)
    {
        builder.UseEmbeddedGrains(grains => grains.Assemblies.Add(typeof(CountingGrain).Assembly));
        builder.Services.AddJetStreamStreams(StreamNamespaces.Provider);
    }
}
