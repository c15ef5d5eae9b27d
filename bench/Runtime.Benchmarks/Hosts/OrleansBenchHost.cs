using Kalshi.Servers;
using Microsoft.Extensions.Hosting;

namespace Kalshi.Runtime.Benchmarks;

static class BenchHost
{
    internal const string Flavour = "Orleans";

    internal static void UseGrains(HostApplicationBuilder builder, string database) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next());
        silo.AddAdoNetGrainStorageAsDefault(storage => (storage.Invariant, storage.ConnectionString) = ("Npgsql", database));
    });
}
