using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Hosting;

namespace Kalshi.Runtime.Benchmarks;

static class BenchHost
{
    internal const string Flavour = "Embedded";

    internal static void UseGrains(HostApplicationBuilder builder, string database)
    {
        builder.UseEmbeddedGrains(options => options.Assemblies.Add(typeof(IAdderGrain).Assembly));
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(database));
        builder.Services.AddPostgresGrainStorage("Default", "bench", provider => provider.GetRequiredService<NpgsqlDataSource>());
    }
}
