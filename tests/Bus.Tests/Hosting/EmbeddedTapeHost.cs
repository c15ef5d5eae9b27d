using Kalshi.Bus.Streams;
using Kalshi.Grains;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Kalshi.Bus.Tests;

/// <summary>Grains of these tests on the embedded host, fed by the stream provider.</summary>
static class TapeHost
{
    internal static void UseTape(this HostApplicationBuilder builder)
    {
        builder.UseEmbeddedGrains(grains => grains.Assemblies.Add(typeof(TapeGrain).Assembly));
        builder.Services.AddJetStreamStreams(
            StreamNamespaces.Provider, new PersistentStreamOptions { MaxDeliveryAttempts = 3, FirstRetryDelay = TimeSpan.FromMilliseconds(1) });
    }
}
