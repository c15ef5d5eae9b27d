using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Kalshi.Runtime.Tests;

/// <summary>The embedded host on its deterministic scheduler.</summary>
sealed class EmbeddedDeterministicHost(GrainSimulation simulation) : IRuntimeHost
{
    bool _hasStopped;

    public static Task<IRuntimeHost> Start(HostSetup setup, int seed)
    {
        var simulation = new GrainSimulation(
            new Random(seed),
            services => EmbeddedServices.Add(services, setup, TaskCreationOptions.None),
            options => options.Assemblies.Add(typeof(EmbeddedDeterministicHost).Assembly));
        simulation.Start();
        return Task.FromResult<IRuntimeHost>(new EmbeddedDeterministicHost(simulation));
    }

    public IGrainFactory Grains => simulation.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => simulation.Services;

    public TimeProvider Time => simulation.Time;

    public ulong TraceHash => simulation.TraceHash;

    public Task Run(Func<Task> scenario)
    {
        simulation.Run(scenario);
        return Task.CompletedTask;
    }

    public Task Advance(TimeSpan span) => Task.Delay(span, simulation.Time);

    // Time passes by itself whenever nothing is ready.
    public Task Until(Task happened, TimeSpan? step = null) => happened;

    /// <summary>Within a scenario.</summary>
    public async Task Stop()
    {
        _hasStopped = true;
        foreach (var service in Services.GetServices<IHostedService>().Reverse())
            await service.StopAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        if (!_hasStopped)
            simulation.Stop();
        simulation.Dispose();
        return ValueTask.CompletedTask;
    }
}
