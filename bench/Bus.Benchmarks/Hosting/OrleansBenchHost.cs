using Kalshi.Bus.Streams;
using Kalshi.Grains;
using Kalshi.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Streams;

namespace Kalshi.Bus.Benchmarks;

static class BenchHost
{
    internal static void UseBenchGrains(this HostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next());
        silo.Services.AddKeyedSingleton<IStreamQueueMapper>(
            StreamNamespaces.Provider,
            (_, _) => new HashRingBasedStreamQueueMapper(new HashRingStreamQueueMapperOptions { TotalQueueCount = 1 }, StreamNamespaces.Provider));
        silo.AddPersistentStreams(
            StreamNamespaces.Provider, JetStreamAdapterFactory.Create, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
    });
}
