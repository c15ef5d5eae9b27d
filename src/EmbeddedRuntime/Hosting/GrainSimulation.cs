using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Grains with a deterministic scheduler and virtual time: for simulation, replay and tests.</summary>
public sealed class GrainSimulation : IDisposable
{
    readonly ServiceProvider _services;
    readonly DeterministicScheduler _scheduler;

    /// <param name="random">Chooses the course; the same seed gives the same one.</param>
    /// <param name="addServices">The program's own services; those of the host are added to them.</param>
    /// <param name="configure">As for <see cref="EmbeddedGrainsHosting.AddEmbeddedGrains"/>.</param>
    public GrainSimulation(
        Random random, Action<IServiceCollection> addServices, Action<EmbeddedGrainsOptions>? configure = null, VirtualTimeProvider? time = null)
    {
        Time = time ?? new();
        _scheduler = new(random, Time);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        addServices(services);
        services.AddEmbeddedGrains(options =>
        {
            configure?.Invoke(options);
            options.UseDeterministicScheduler(_scheduler);
        });
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public VirtualTimeProvider Time { get; }

    /// <inheritdoc cref="DeterministicScheduler.TraceHash"/>
    public ulong TraceHash => _scheduler.TraceHash;

    /// <inheritdoc cref="DeterministicScheduler.Turns"/>
    public long Turns => _scheduler.Turns;

    /// <summary>Starts the hosted services.</summary>
    public void Start() => Run(async () =>
    {
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StartAsync(CancellationToken.None);
    });

    /// <summary>Stops the hosted services, the last started first.</summary>
    public void Stop() => Run(async () =>
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
            await service.StopAsync(CancellationToken.None);
    });

    /// <inheritdoc cref="DeterministicScheduler.Run"/>
    public void Run(Func<Task> scenario) => _scheduler.Run(scenario);

    public void Dispose() => _services.Dispose();
}
