using Xunit.Abstractions;

namespace Kalshi.System.Tests.Faults;

/// <summary>Processes are killed and frozen while the system trades. docs/evidence/faults.md has what came of it.</summary>
public sealed class ProcessFaults(ITestOutputHelper output)
{
    static readonly TimeSpan Frozen = TimeSpan.FromSeconds(20);

    [FaultFact]
    public async Task Silo_killed()
    {
        await using var system = await RunningSystem.StartAsync();
        await new Drill("silo: kill -9", "nothing is decided")
        {
            Strike = s => s.KillSiloAsync(),
            Mend = s => s.StartSiloAsync(),
        }.RunAsync(system, output);
    }

    [FaultFact]
    public async Task Silo_frozen()
    {
        await using var system = await RunningSystem.StartAsync();
        await new Drill("silo: SIGSTOP for 20 s", "nothing is decided")
        {
            Strike = s => Done(s.Silo.Pause),
            Length = Frozen,
            Mend = s => Done(s.Silo.Resume),
        }.RunAsync(system, output);
    }

    [FaultFact]
    public async Task Silo_in_a_restart_storm()
    {
        await using var system = await RunningSystem.StartAsync();
        await new Drill("silo: kill -9 five times, each as soon as it is ready", "nothing is decided")
        {
            Strike = async s =>
            {
                for (var life = 1; life < 5; life++)
                {
                    await s.KillSiloAsync();
                    await s.StartSiloAsync();
                }
                await s.KillSiloAsync();
            },
            Mend = s => s.StartSiloAsync(),
        }.RunAsync(system, output);
    }

    [FaultFact]
    public async Task Nats_killed()
    {
        await using var system = await RunningSystem.StartAsync();
        await new Drill("NATS: kill -9", "reducing: `bus_publish`, `spot_age` or `health_unobserved`, whichever is first")
        {
            Strike = s => s.Deployment.Nats.KillAsync(),
            Enter = s => s.UntilReducingAsync(RunningSystem.BusIsAway),
            Mend = s => s.Deployment.Nats.StartAgainAsync(),
        }.RunAsync(system, output);
    }

    [FaultFact]
    public async Task Nats_frozen()
    {
        await using var system = await RunningSystem.StartAsync();
        await new Drill("NATS: SIGSTOP for 20 s", "reducing: `bus_publish`, `spot_age` or `health_unobserved`, whichever is first")
        {
            Strike = s => Done(s.Deployment.Nats.Pause),
            Enter = s => s.UntilReducingAsync(RunningSystem.BusIsAway),
            Length = Frozen,
            Mend = s => Done(s.Deployment.Nats.Resume),
        }.RunAsync(system, output);
    }

    [FaultFact]
    public async Task Postgres_killed()
    {
        await using var system = await RunningSystem.StartAsync();
        await new Drill("PostgreSQL: kill -9 of the server and its sessions", "no order is opened; reducing, `persistence_lag`, once borne for 60 s")
        {
            Strike = s => s.Deployment.Postgres.KillAsync(),
            Enter = s => s.UntilReducingAsync("persistence_lag"),
            Mend = s => s.Deployment.Postgres.StartAgainAsync(),
        }.RunAsync(system, output);
    }

    [FaultFact]
    public async Task Postgres_frozen()
    {
        await using var system = await RunningSystem.StartAsync();
        await new Drill("PostgreSQL: SIGSTOP of the server and its sessions", "no order is opened; reducing, `persistence_lag`, once borne for 60 s")
        {
            Strike = s => Done(s.Deployment.Postgres.Pause),
            Enter = s => s.UntilReducingAsync("persistence_lag"),
            Mend = s => Done(s.Deployment.Postgres.Resume),
        }.RunAsync(system, output);
    }

    static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
