using Kalshi.Bus.Streams;
using Kalshi.Grains;
using Kalshi.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Streams;

namespace Kalshi.Bus.Tests;

/// <summary>Grains of these tests on an Orleans silo, fed by the stream provider.</summary>
static class TapeHost
{
    internal static void UseTape(this HostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next());
        silo.Services.AddKeyedSingleton<IStreamQueueMapper>(
            StreamNamespaces.Provider,
            (_, _) => new HashRingBasedStreamQueueMapper(new HashRingStreamQueueMapperOptions { TotalQueueCount = 1 }, StreamNamespaces.Provider));
        silo.AddPersistentStreams(StreamNamespaces.Provider, JetStreamAdapterFactory.Create, streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePullingAgent(agent => agent.Configure(options => options.MaxEventDeliveryTime = TimeSpan.FromSeconds(2)));
        });
    });
}
