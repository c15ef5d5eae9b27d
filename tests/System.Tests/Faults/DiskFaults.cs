using Kalshi.Servers;
using Xunit.Abstractions;

namespace Kalshi.System.Tests.Faults;

/// <summary>The disk of bus and database is full, or slow. docs/evidence/faults.md has what came of it.</summary>
public sealed class DiskFaults(ITestOutputHelper output)
{
    const int Megabytes = 400;
    const int SlowMegabytes = 1000;
    const int BytesPerSecond = 100_000;
    const int WritesPerSecond = 10;

    [FaultFact(NeedsRoot = true)]
    public async Task Disk_full()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        await using var system = await RunningSystem.StartAsync(change: SmallStreams, deployment: await Deployment.StartAsync(disk: disk.Path));
        await new Drill("disk of NATS and PostgreSQL: full for 60 s", "reducing: `bus_publish`, `spot_age` or `health_unobserved`, whichever is first; no order is opened")
        {
            Strike = _ => Done(disk.Fill),
            Enter = s => s.UntilReducingAsync(RunningSystem.BusIsAway),
            Length = TimeSpan.FromSeconds(60),
            // Steps 2 and 3 of docs/runbooks/bus-down.md, and step 1 of database-down.md. A server that hangs does not heed SIGTERM.
            Mend = async s =>
            {
                disk.Free();
                await s.Deployment.Nats.KillAndRestartAsync();
                if (!s.Deployment.Postgres.IsRunning)
                    await s.Deployment.Postgres.StartAgainAsync();
            },
            MayMiss = true,
        }.RunAsync(system, output);
    }

    [FaultFact(NeedsRoot = true)]
    public async Task Disk_slow()
    {
        Assert.True(SlowDisk.IsSupported, "this machine's kernel has no block controller of cgroups version 1");
        using var disk = SlowDisk.Mount(SlowMegabytes);
        await using var system = await RunningSystem.StartAsync(change: SmallStreams, deployment: await Deployment.StartAsync(disk: disk.Path));
        await new Drill(
            $"disk of NATS and PostgreSQL: {BytesPerSecond / 1000} kB/s and {WritesPerSecond} writes/s, for 60 s",
            "orders and rows come late; reducing, `persistence_lag` or `bus_publish`, when it does not keep up")
        {
            Strike = _ => Done(() => disk.Limit(BytesPerSecond, WritesPerSecond)),
            Length = TimeSpan.FromSeconds(60),
            Mend = _ => Done(() => disk.Limit(0, 0)),
            MayMiss = true,
        }.RunAsync(system, output);
    }

    // The server reserves on disk what its streams may hold.
    static void SmallStreams(Dictionary<string, string> settings)
    {
        foreach (var name in (string[])["BUS_MARKET_MAX_MB", "BUS_STRATEGY_MAX_MB", "BUS_EXECUTION_MAX_MB", "BUS_DEAD_LETTER_MAX_MB"])
            settings[name] = "16";
    }

    static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
