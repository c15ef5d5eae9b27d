using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Storage;

namespace Kalshi.Grains.Tests.Hosting;

/// <summary>The grains on an Orleans silo, with storage that outlives it.</summary>
static class GrainHost
{
    static int _next = 21_000;

    internal static void UseGrains(HostApplicationBuilder builder, IGrainStorage store) => builder.UseOrleans(silo =>
    {
        var port = Interlocked.Add(ref _next, 2);
        silo.UseLocalhostClustering(port, port + 1);
        silo.Services.AddSingleton<IGrainStorage>(store);
    });
}
