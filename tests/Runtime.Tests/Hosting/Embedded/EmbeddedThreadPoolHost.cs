using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Kalshi.Runtime.Tests;

/// <summary>The embedded host on the thread pool, with virtual time.</summary>
sealed class EmbeddedThreadPoolHost(IHost host, VirtualTimeProvider time) : IRuntimeHost
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    bool _hasStopped;

    public static async Task<IRuntimeHost> Start(HostSetup setup)
    {
        var time = new VirtualTimeProvider();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<TimeProvider>(time);
        EmbeddedServices.Add(builder.Services, setup, TaskCreationOptions.RunContinuationsAsynchronously);
        builder.UseEmbeddedGrains(options => options.Assemblies.Add(typeof(EmbeddedThreadPoolHost).Assembly));
        var host = builder.Build();
        await host.StartAsync();
        return new EmbeddedThreadPoolHost(host, time);
    }

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => host.Services;

    public TimeProvider Time => time;

    public Task Run(Func<Task> scenario) => Task.Run(scenario).WaitAsync(Patience);

    public Task Advance(TimeSpan span)
    {
        time.Advance(span);
        return Task.CompletedTask;
    }

    public async Task Until(Task happened, TimeSpan? step = null)
    {
        // The turns run beside this and set timers when they come to it: time passes in small steps with real rests between.
        while (!happened.IsCompleted)
        {
            time.Advance(step ?? Step);
            await Task.WhenAny(happened, Task.Delay(1));
        }
        await happened;
    }

    public async Task Stop()
    {
        _hasStopped = true;
        await host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // What the test has left waiting ends with its time-out.
        if (!_hasStopped)
            await Until(Stop(), TimeSpan.FromSeconds(1));
        host.Dispose();
    }
}
