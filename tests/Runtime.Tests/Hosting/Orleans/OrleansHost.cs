using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Kalshi.Runtime.Tests;

/// <summary>One silo of Microsoft Orleans in this process, with virtual time for all that grains see of it.</summary>
/// <remarks>Response time-outs and the collection of idle grains stay on the wall's clock: Orleans has no other for them.</remarks>
sealed class OrleansHost(InProcessTestCluster cluster, VirtualTimeProvider time) : IRuntimeHost
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    readonly IServiceProvider _services = cluster.Silos[0].ServiceProvider;

    public static async Task<IRuntimeHost> Start(HostSetup setup)
    {
        // From now on: what Orleans compares with the wall's clock must not lie in the past.
        var time = new VirtualTimeProvider(TimeProvider.System.GetUtcNow());
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        // Part of the keys of what is stored.
        builder.Options.ServiceId = "conformance";
        builder.ConfigureSilo((_, silo) => OrleansServices.Add(silo, setup, time));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new OrleansHost(cluster, time);
    }

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _services;

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
            await Task.WhenAny(happened, Task.Delay(5));
        }
        await happened;
    }

    public Task Stop() => cluster.StopAllSilosAsync();

    public async ValueTask DisposeAsync()
    {
        // Killed: what a test has left waiting must not be waited for.
        foreach (var silo in cluster.Silos.ToArray())
            await cluster.KillSiloAsync(silo);
        await cluster.DisposeAsync();
    }
}
