using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Kalshi.Runtime.Tests;

/// <summary>The embedded host on the thread pool, with virtual time.</summary>
sealed class EmbeddedThreadPoolHost : IRuntimeHost
{
    readonly IHost _host;
    readonly VirtualTimeProvider _time;
    bool _hasStopped;

    EmbeddedThreadPoolHost(IHost host, VirtualTimeProvider time) => (_host, _time) = (host, time);

    public static async Task<IRuntimeHost> Start(HostSetup setup)
    {
        var time = new VirtualTimeProvider();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.Configure<SiloMessagingOptions>(options =>
        {
            options.ResponseTimeout = setup.ResponseTimeout;
            options.MaxEnqueuedRequestsHardLimit = setup.MaxEnqueuedRequests;
        });
        builder.Services.Configure<GrainCollectionOptions>(options => options.CollectionAge = setup.CollectionAge);
        builder.Services.AddMemoryGrainStorage();
        setup.Services(builder.Services);
        builder.UseEmbeddedGrains(options => options.Assemblies.Add(typeof(EmbeddedThreadPoolHost).Assembly));
        var host = builder.Build();
        await host.StartAsync();
        return new EmbeddedThreadPoolHost(host, time);
    }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    public TimeProvider Time => _time;

    public Task Run(Func<Task> scenario) => scenario();

    public Task Advance(TimeSpan span)
    {
        _time.Advance(span);
        return Task.CompletedTask;
    }

    public async Task Stop()
    {
        _hasStopped = true;
        await _host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_hasStopped)
            await Stop();
        _host.Dispose();
    }
}
